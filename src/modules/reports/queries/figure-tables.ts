import type { ColumnType, Generated } from 'kysely'
import type { CheckRule, Strength } from '../rules/report-finding.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    report_override: {
      report_id: string
      indicator_code: string
      value: ColumnType<string, number, number>
      counted_value: ColumnType<string | null, number | null, number | null>
      reason: string
      basis: string
      version: Generated<number>
      set_by_account_id: string | null
      set_at: Generated<Date>
    }
    report_check: {
      type_code: string
      code: string
      position: number
      strength: Strength
      rule: CheckRule
      indicator_code: string | null
      other_codes: string[]
      amount: ColumnType<string, number, number>
      least: ColumnType<string, number, number>
      sentence: string
    }
    report_explanation: {
      report_id: string
      check_code: string
      indicator_code: Generated<string>
      content: string
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    report_finding: {
      submission_id: string
      position: number
      strength: 'explain' | 'hint'
      check_code: string
      indicator_code: string | null
      finding: string
      explanation: string | null
    }
  }
}
