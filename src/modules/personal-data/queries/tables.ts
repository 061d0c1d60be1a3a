import type { Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { Channel, Decision, Right } from '../rules/data-request.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    data_request: {
      id: Generated<string>
      unit_id: string
      received_on: string
      requester_name: string
      requester_contact: string
      requester_erased_on: Generated<string | null>
      right_code: Right
      subject: string
      channel: Channel
      due_on: string | null
      answered_on: Generated<string | null>
      decision: Generated<Decision | null>
      decision_reason: Generated<string>
      legal_basis: Generated<string>
      done: Generated<string>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    retention_class: {
      code: string
      position: number
      title: string
      covers: string
      period_in_years: number | null
      legal_source: string
      legal_hold: string
      valid_from: string | null
    }
    processing_purpose: {
      code: string
      position: number
      title: string
      kept_data: string
      kept_where: string
      purpose: string
      legal_basis: string
      retention_class_code: string | null
    }
  }
}
