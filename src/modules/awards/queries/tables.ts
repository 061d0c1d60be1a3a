import type { Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    award: {
      id: Generated<string>
      form: 'certificate-of-merit' | 'certificate-of-commendation' | 'emulation-flag'
      for_year: number
      recipient_kind: 'collective' | 'individual'
      unit_id: string
      person_name: string | null
      person_post: string | null
      achievement: string
      proposed_by_unit_id: string
      proposed_on: string
      state: Generated<'proposed' | 'awarded' | 'refused'>
      refused_reason: string | null
      refused_on: string | null
      decision_number: string | null
      awarded_on: string | null
      deciding_unit_id: string | null
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
  }
}
