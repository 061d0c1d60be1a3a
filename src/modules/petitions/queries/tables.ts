import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { EventKind } from '../rules/petition-event.ts'
import type { PetitionChannel, PetitionKind } from '../rules/petition-kind.ts'
import type { PetitionState } from '../rules/petition-standing.ts'

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
      body: Generated<string>
      note: Generated<string>
      document_number: Generated<string>
      legal_basis: Generated<string>
      recorded_by_account_id: string | null
      recorded_at: Given<Date>
    }
    petition_search: { petition_id: string; kind_code: PetitionKind; words: ColumnType<string, string, string> }
  }
}
