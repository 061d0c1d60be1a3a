import type { ColumnType, Generated } from 'kysely'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Definition } from '../rules/definition.ts'
import type { Filters, Measure } from '../rules/indicator.ts'

type WayColumns = {
  explanation: string
  source: string
  fact_code: string | null
  measure: Measure
  measure_column: string | null
  filters: ColumnType<Filters, string, string>
  part_filters: ColumnType<Filters | null, string | null, string | null>
  formula: string | null
  decimals: Generated<number>
  adds_up: Generated<boolean>
  time: 'flow' | 'state'
}

type IdentityColumns = {
  code: string
  title: string
  theme: string
  position: number
  unit_of_measure: string
  retired_on: CalendarDate | null
}

declare module '../../../platform/database/database.ts' {
  interface Tables {
    indicator: IdentityColumns & WayColumns & { valid_from: CalendarDate | null }
    indicator_version: WayColumns & {
      indicator_code: string
      number: number
      valid_from: CalendarDate
      reason: string
      issued_by_account_id: string | null
      issued_at: Generated<Date>
    }
    /** A view: all versions of all definitions. */
    indicator_definition: IdentityColumns &
      WayColumns & { number: number; valid_from: CalendarDate | null; reason: string }
    indicator_draft: {
      id: Generated<string>
      indicator_code: string | null
      /** As `definition-file.ts` has it; written as text. */
      definition: ColumnType<Definition, string, string>
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Generated<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    indicator_value: {
      id: Generated<string>
      indicator_code: string
      unit_id: string
      from_date: CalendarDate
      to_date: CalendarDate
      value: string
      document: string
      published_on: CalendarDate
      publisher: string
      note: Generated<string>
      withdrawn_on: CalendarDate | null
      withdrawn_reason: Generated<string>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Generated<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    indicator_value_before: {
      value_id: string
      number: number
      value: string
      document: string
      published_on: CalendarDate
      publisher: string
      note: string
      corrected_on: CalendarDate
      reason: string
    }
  }
}
