import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { PetitionKind } from '../rules/petition-kind.ts'
import type { PublicationState } from '../rules/publication.ts'
import type { SubmissionState, Visibility } from '../rules/submission.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    submission_draft: { id_digest: string; answers: string; started_at: Given<Date>; changed_at: Generated<Date> }
    submission: {
      id: Generated<string>
      kind_code: PetitionKind
      unit_id: string
      place_unit_id: string
      sent_on: string
      sent_at: Generated<Date>
      visibility: Visibility
      title: Generated<string>
      content: Generated<string>
      place: Generated<string>
      sender_name: Generated<string>
      sender_address: Generated<string>
      sender_phone: Generated<string>
      protected_words: string | null
      protected_sender: string | null
      state: Generated<SubmissionState>
      abuse_reason: Generated<string>
      checked_on: string | null
      checked_by_account_id: string | null
      petition_id: string | null
      appeals_petition_id: string | null
      illustration: string | null
      version: Generated<number>
    }
    receipt: {
      code: string
      secret_digest: string
      submission_id: string | null
      petition_id: string | null
      issued_at: Given<Date>
      issued_by_account_id: string | null
      sealed_secret: string | null
    }
    citizen_message: {
      id: Generated<string>
      submission_id: string | null
      petition_id: string | null
      words: Generated<string>
      protected_words: string | null
      sent_at: Given<Date>
      read_at: Date | null
      read_by_account_id: string | null
    }
    submission_file: {
      stored_file_id: string
      draft_id_digest: string | null
      submission_id: string | null
      message_id: string | null
    }
    citizen_photo: {
      id: string
      name: string
      size_in_bytes: string
      received_at: Date
      is_sealed: boolean
      draft_id_digest: string | null
      submission_id: string | null
      message_id: string | null
    }
    submission_look: {
      id: Generated<string>
      submission_id: string
      account_id: string
      reason: string
      looked_at: Given<Date>
    }
    answer_rating: { petition_id: string; unit_id: string; points: number; words: Generated<string>; rated_on: string }
    publication: {
      petition_id: string
      kind_code: Exclude<PetitionKind, 'denunciation'>
      title: string
      listed_title: Generated<string>
      words: Generated<string>
      answer: Generated<string>
      state: PublicationState
      written_by_account_id: string | null
      written_on: string
      decided_by_account_id: string | null
      decided_on: string | null
      decision_note: Generated<string>
      search: ColumnType<string, never, never>
      version: Generated<number>
    }
  }
}
