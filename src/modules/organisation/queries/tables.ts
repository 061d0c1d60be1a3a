import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { MovedKind, ReorganisationRow } from '../rules/reorganisation.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    unit_kind: {
      code: string
      title: string
      level: 'province' | 'district' | 'commune' | 'other'
      position: number
      has_members: Generated<boolean>
    }
    unit: {
      id: Generated<string>
      code: string
      illustration: string | null
      from_country_list: Generated<boolean>
    }
    unit_version: {
      id: Generated<string>
      unit_id: string
      name: string
      short_name: string
      kind_code: string
      parent_unit_id: string | null
      place_name: string | null
      issuer_code: string | null
      valid_from: string
      valid_to: string | null
      legal_act: Generated<string>
      administrative_code: Generated<string | null>
    }
    unit_succession: {
      id: Generated<string>
      from_unit_id: string
      to_unit_id: string | null
      kind: 'merged-into' | 'split' | 'part-transferred' | 'renamed' | 'dissolved'
      happened_on: string
      legal_act: string
      note: string | null
      reorganisation_id: string | null
      share: Generated<string>
      parts: Generated<string>
      is_main_heir: Generated<boolean>
    }
    reorganisation: {
      id: Generated<string>
      legal_act: string
      effective_on: string
      state: Generated<'draft' | 'done' | 'undone'>
      file_name: Generated<string>
      rows: ColumnType<ReorganisationRow[], string | undefined, string>
      created_by_account_id: string | null
      created_at: Generated<Date>
      done_by_account_id: string | null
      done_at: Date | null
      undone_by_account_id: string | null
      undone_at: Date | null
      summary: ColumnType<MovedKind[], string | undefined, string>
    }
    reorganisation_change: {
      id: Generated<string>
      reorganisation_id: string
      position: number
      table_name: string
      row_id: string
      before: Record<string, unknown> | null
      after: Record<string, unknown>
      row_digest: string | null
    }
    person: { id: Generated<string>; full_name: string; illustration: string | null }
    post: {
      id: Generated<string>
      person_id: string
      unit_id: string
      title: string
      position: Generated<number>
      role_code: string | null
      reach_unit_id: Generated<string | null>
      valid_from: string
      valid_to: string | null
    }
    block: { id: Generated<string>; code: string; title: string; root_unit_id: string }
    block_membership: {
      block_id: string
      unit_id: string
      root_unit_id: Generated<string>
      valid_from: string
      valid_to: string | null
    }
    delegation: {
      id: Generated<string>
      from_post_id: string
      to_post_id: string
      permissions: string[]
      paper: string
      valid_from: string
      valid_to: string
      withdrawn_at: Generated<Date | null>
      withdrawn_reason: Generated<string | null>
      created_by_account_id: string | null
      created_at: Given<Date>
    }
  }
}
