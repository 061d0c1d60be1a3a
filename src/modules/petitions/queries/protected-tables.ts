import type { Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { PartKind } from '../rules/protected-part.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    protected_record: { petition_id: string; key_name: string; wrapped_key: Buffer }
    protected_part: {
      id: string
      petition_id: string
      kind: PartKind
      position: Generated<number>
      sealed: Buffer
      size_in_bytes: number
      added_by_account_id: string | null
      added_at: Given<Date>
    }
    protected_upload: {
      id: string
      account_id: string | null
      draft_id_digest: string | null
      submission_id: string | null
      message_id: string | null
      key_name: string
      wrapped_key: Buffer
      sealed_description: Buffer
      sealed_content: Buffer
      size_in_bytes: number
      received_at: Given<Date>
    }
    identity_right: {
      id: Generated<string>
      petition_id: string
      unit_id: string
      person_id: string
      reason: string
      granted_by_account_id: string | null
      granted_at: Given<Date>
      revoked_by_account_id: string | null
      revoked_at: Date | null
    }
    identity_look: {
      id: Generated<string>
      petition_id: string
      identity_right_id: string
      unit_id: string
      account_id: string
      reason: string
      looked_at: Given<Date>
    }
    identity_look_opening: { look_id: string; opened: string; opened_at: Given<Date> }
    denounced_party: {
      id: Generated<string>
      petition_id: string
      name: string
      person_id: string | null
      unit_id: string | null
      recorded_by_account_id: string | null
      recorded_at: Given<Date>
      removed_by_account_id: string | null
      removed_at: Date | null
    }
    redacted_copy: {
      id: Generated<string>
      petition_id: string
      text_part_id: string
      written_by_person_id: string
      written_at: Given<Date>
      is_approved: boolean | null
      check_note: Generated<string>
      checked_by_person_id: string | null
      checked_at: Date | null
    }
    redacted_copy_image: { part_id: string; redacted_copy_id: string }
  }
}
