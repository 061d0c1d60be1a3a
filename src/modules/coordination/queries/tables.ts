import type { Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { CoordinationKind } from '../rules/coordination.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    coordination: {
      id: Generated<string>
      kind: CoordinationKind
      title: string
      reference: string
      starts_on: string
      ends_on: string | null
      report_month: number | null
      report_day: number | null
      based_on_coordination_id: string | null
      lead_unit_id: string
      illustration: Generated<string | null>
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
      withdrawn_on: Generated<string | null>
      withdrawn_reason: Generated<string | null>
    }
    coordination_party: {
      id: Generated<string>
      coordination_id: string
      position: number
      unit_id: string | null
      outside_name: string | null
      signed_on: Generated<string | null>
      signed_by: Generated<string | null>
    }
    coordination_duty: {
      id: Generated<string>
      coordination_id: string
      position: number
      party_position: number | null
      content: string
    }
    coordination_report: {
      id: Generated<string>
      coordination_id: string
      party_id: string
      year: number
      reported_on: string
      content: string
      created_by_account_id: string | null
      created_at: Given<Date>
    }
    coordination_review: {
      id: Generated<string>
      coordination_id: string
      kind: 'interim' | 'final'
      held_on: string
      results: string
      shortcomings: string
      conclusions: string
      created_by_account_id: string | null
      created_at: Given<Date>
    }
  }
}
