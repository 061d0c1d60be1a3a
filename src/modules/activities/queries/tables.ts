import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    activity_kind: { code: string; title: string; position: number }
    activity: {
      id: Generated<string>
      kind_code: string
      title: string
      held_on: string
      place: string
      unit_id: string
      behalf_unit_id: string | null
      chaired_by: string
      participant_count: number
      opinion_count: Generated<number>
      content: Generated<string>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
      withdrawn_on: string | null
      withdrawn_reason: string | null
      register_path: Generated<string | null>
    }
    activity_search: { activity_id: string; words: ColumnType<string, string, string> }
    opinion: {
      id: Generated<string>
      activity_id: string
      position: number
      content: string
      raised_by: Generated<string>
      responsible_unit_id: string | null
      due_on: string | null
      answer: string | null
      answered_on: string | null
      answered_by_account_id: string | null
      first_raised_id: Generated<string | null>
    }
  }
}
