import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { Cell } from '../../../platform/spreadsheet/read-rows.ts'
import type { BatchState, RowOutcome, SheetRead } from '../rules/batch.ts'

type Json<Value> = ColumnType<Value, string, string>

declare module '../../../platform/database/database.ts' {
  interface Tables {
    import_batch: {
      id: Generated<string>
      kind: string
      account_id: string
      unit_id: string | null
      source_name: string
      sha256: string
      stored_file_id: string | null
      state: Generated<BatchState>
      all_or_nothing: Generated<boolean>
      sheets: ColumnType<SheetRead[], string | undefined, string>
      row_count: Generated<number>
      done_count: Generated<number>
      new_count: Generated<number>
      changed_count: Generated<number>
      same_count: Generated<number>
      faulty_count: Generated<number>
      message: string | null
      created_at: Given<Date>
      applied_at: Date | null
      undone_at: Date | null
    }
    import_row: {
      batch_id: string
      position: number
      sheet: number
      row_number: number
      cells: Json<Cell[]>
      outcome: RowOutcome | null
      entered: Json<Record<string, string> | null>
      record_id: string | null
      before: Json<Record<string, string> | null>
      after: Json<Record<string, string> | null>
      done: 'applied' | 'undone' | 'left' | null
    }
    import_row_key: { batch_id: string; key: string; position: number }
    import_fault: {
      batch_id: string
      position: number
      sequence: number
      cell: string
      code: string
      message: string
      remedy: string
    }
  }
}
