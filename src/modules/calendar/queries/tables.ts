import type { Generated } from 'kysely'
import type { DayStatus, SpecialDayKind } from '../rules/working-days.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    calendar_year: {
      year: number
      decision: string
      settled: boolean
      version: Generated<number>
      changed_at: Generated<Date>
      changed_by_account_id: string | null
    }
    calendar_day: {
      day: string
      year: number
      kind: SpecialDayKind
      name: string
      source: string
      status: DayStatus
    }
  }
}
