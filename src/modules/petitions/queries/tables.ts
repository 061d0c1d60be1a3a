import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { EventKind } from '../rules/petition-event.ts'
import type {
  Appeal,
  ComplexityCriterion,
  EligibilityGap,
  Manner,
  Outcome,
  Party,
  ReopeningGround,
  StopGround,
  SuspensionGround,
  WithdrawalExtent,
} from '../rules/petition-grounds.ts'
import type { PetitionChannel, PetitionKind } from '../rules/petition-kind.ts'
import type { PetitionState } from '../rules/petition-standing.ts'
import type { Recommended } from '../rules/recommended.ts'

/** What an event carries besides days, units, people and other petitions: codes of closed lists, never words. */
export type EventDetails = {
  goesUp?: true
  gaps?: readonly EligibilityGap[]
  remote?: true
  criteria?: readonly ComplexityCriterion[]
  suspensionGround?: SuspensionGround
  stopGround?: StopGround
  absent?: true
  outcome?: Outcome
  manner?: Manner
  recommended?: Recommended
  extent?: WithdrawalExtent
  reopeningGround?: ReopeningGround
  appeal?: Appeal
}

/** What is done with several petitions at once. */
export type BatchStep = 'assigned' | 'answered'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    petition_kind: { code: PetitionKind; title: string; position: number }
    petition_channel: { code: PetitionChannel; title: string; position: number }
    petition: {
      id: Generated<string>
      unit_id: string
      behalf_unit_id: string | null
      number: number
      year: number
      kind_code: PetitionKind
      channel_code: PetitionChannel
      forwarded_by: string
      title: string
      content: string
      sender_name: string
      sender_address: string
      sender_phone: string
      signatory_count: number
      state: PetitionState
      handling_unit_id: string
      handler_person_id: string | null
      received_on: string
      registered_on: string
      accepted_on: string | null
      answered_on: string | null
      closed_on: string | null
      due_on: string | null
      nominal_due_on: string | null
      eligible: boolean | null
      round: Generated<1 | 2>
      first_petition_id: string | null
      separated_from_id: string | null
      merged_into_id: string | null
      transfer_count: Generated<number>
      complexity_count: Generated<number>
      extension_count: Generated<number>
      suspended_on: string | null
      dialogue_on: string | null
      decided_on: string | null
      outcome: Outcome | null
      recommended: Recommended | null
      manner: Manner | null
      sent_on: string | null
      published_on: string | null
      executed_on: string | null
      reopened_on: string | null
      urged_on: string | null
      replied_on: string | null
      follow_up: 'sent' | 'published' | null
      follow_up_due_on: string | null
      ended_on: GeneratedAlways<string | null>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    petition_numbering: { unit_id: string; year: number; last_number: number }
    petition_event: {
      id: Generated<string>
      petition_id: string
      position: number
      kind: EventKind
      happened_on: string
      kind_code: PetitionKind | null
      channel_code: PetitionChannel | null
      unit_id: string | null
      person_id: string | null
      number: number | null
      related_petition_id: string | null
      details: ColumnType<EventDetails, EventDetails, never>
      body: Generated<string>
      note: Generated<string>
      document_number: Generated<string>
      document_on: string | null
      decided_by_person_id: string | null
      notified: Generated<Party[]>
      legal_basis: Generated<string>
      recorded_by_account_id: string | null
      recorded_at: Given<Date>
    }
    reply_template: {
      id: Generated<string>
      unit_id: string
      title: string
      body: string
      retired_on: string | null
      illustration: string | null
      version: Generated<number>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    petition_batch: { id: Generated<string>; what: BatchStep; account_id: string; done_at: Given<Date> }
    petition_batch_result: { batch_id: string; petition_id: string; position: number; refusal: string }
    petition_search: { petition_id: string; kind_code: PetitionKind; words: ColumnType<string, string, string> }
  }
}
