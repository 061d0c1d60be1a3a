import type { Generated } from 'kysely'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    unit_kind: { code: string; title: string; level: 'province' | 'district' | 'commune' | 'other'; position: number }
    unit: { id: Generated<string>; code: string; illustration: string | null }
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
    }
    unit_succession: {
      id: Generated<string>
      from_unit_id: string
      to_unit_id: string | null
      kind: 'merged-into' | 'split' | 'part-transferred' | 'renamed' | 'dissolved'
      happened_on: string
      legal_act: string
      note: string | null
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
    block_membership: { block_id: string; unit_id: string; valid_from: string; valid_to: string | null }
  }
}
