import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { ModelField, ModelRegistration, ModelState, OwnerKind } from '../rules/model.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    movement_field: { code: ModelField; title: string; position: number }
    movement_model: {
      id: Generated<string>
      unit_id: string
      name: string
      registration: ModelRegistration
      field_code: ModelField
      owner_kind: OwnerKind
      owner_name: string
      content: string
      year: number
      registered_on: string
      replicates_model_id: string | null
      state: Generated<ModelState>
      reviewed_on: string | null
      review_note: Generated<string>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    movement_model_search: { model_id: string; words: ColumnType<string, string, string> }
    contest: {
      id: Generated<string>
      unit_id: string
      title: string
      content: string
      opened_on: string
      illustration: string | null
      created_by_account_id: string | null
      created_at: Given<Date>
    }
    contest_stage: { id: Generated<string>; contest_id: string; position: number; title: string }
    contest_entry: {
      id: Generated<string>
      contest_id: string
      stage_id: string
      author_name: string
      author_place: string
      work_title: string
      illustration: string | null
      created_by_account_id: string | null
      created_at: Given<Date>
    }
    contest_award: {
      id: Generated<string>
      entry_id: string
      prize: string
      awarded_on: string
      created_by_account_id: string | null
      created_at: Given<Date>
    }
  }
}
