import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { ownHalfLock } from '../../../platform/database/schema.ts'
import type { RecordSheet, RowSettled, SheetContext, SheetValues } from '../../../platform/spreadsheet/record-sheet.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { differences } from '../rules/same-values.ts'
import { type Batch, faultsOf, ROWS_AT_A_TIME, recordsById, withinSavepoint, writeFaults } from './batch-work.ts'
import '../queries/tables.ts'

/**
 * Takes back what the last rows of the batch did, beginning at the end of the file: new records are withdrawn, changed ones get their
 * earlier values. What was changed again since stays, and is named. Answers false when no row was left.
 */
export async function undoNextRows(context: SheetContext, sheet: RecordSheet, batch: Batch): Promise<boolean> {
  return context.database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.raw(ownHalfLock('739'))}, ${batch.id}::bigint::int)`.execute(
      transaction,
    )
    const state = await transaction
      .selectFrom('import_batch')
      .select('state')
      .where('id', '=', batch.id)
      .executeTakeFirst()
    if (state?.state !== 'undoing') return false
    const within = { ...context, database: transaction }
    const rows = await transaction
      .selectFrom('import_row')
      .select(['position', 'sheet', 'row_number as rowNumber', 'record_id as recordId', 'before', 'after'])
      .where('batch_id', '=', batch.id)
      .where('done', '=', 'applied')
      .orderBy('position', 'desc')
      .limit(ROWS_AT_A_TIME)
      .execute()
    if (rows.length === 0) {
      await close(within, sheet, batch)
      return false
    }
    const now = await recordsById(
      sheet,
      within,
      rows.flatMap(({ recordId }) => recordId ?? []),
    )
    const undone: RowSettled[] = []
    for (const row of rows) {
      const refusal = await withinSavepoint(transaction, () =>
        undoRow(within, sheet, row, now.get(row.recordId ?? '')?.values),
      )
      await transaction
        .updateTable('import_row')
        .set({ done: refusal ? 'left' : 'undone' })
        .where('batch_id', '=', batch.id)
        .where('position', '=', row.position)
        .execute()
      if (!refusal) {
        undone.push({ before: row.after, after: row.before })
        continue
      }
      const of = batch.sheets[row.sheet] ?? { name: '', headingRow: 0, headings: [], keys: [] }
      const faults = faultsOf({ code: refusal.code, messageForPerson: refusal.messageForPerson, fields: {} }, sheet, {
        sheet: of,
        rowNumber: row.rowNumber,
      }).map((fault) => ({ ...fault, remedy: 'Mở bản ghi này để tự sửa hoặc hủy.' }))
      await writeFaults(transaction, { batchId: batch.id, position: row.position }, faults)
    }
    if (undone.length > 0) await sheet.settle?.(within, undone)
    await transaction
      .updateTable('import_batch')
      .set({ done_count: sql<number>`done_count + ${rows.length}` })
      .where('id', '=', batch.id)
      .execute()
    return true
  })
}

async function undoRow(
  context: SheetContext,
  sheet: RecordSheet,
  row: { recordId: string | null; before: SheetValues | null; after: SheetValues | null },
  now: SheetValues | undefined,
): Promise<void> {
  const keys = sheet.columns.map(({ key }) => key)
  if (row.recordId === null || !now || !row.after || differences(row.after, now, keys).length > 0) {
    throw new Refusal(
      'conflict',
      'spreadsheet.changed-since',
      'Bản ghi đã được sửa, hủy hoặc chuyển đi sau khi nhập nên được giữ nguyên.',
    )
  }
  if (row.before) return sheet.change(context, row.recordId, row.before)
  if (sheet.takeBack) return sheet.takeBack(context, row.recordId, 'Hoàn tác lần nhập từ bảng tính')
  throw new Refusal(
    'conflict',
    'spreadsheet.cannot-take-back',
    'Loại bản ghi này không hủy hàng loạt được nên được giữ nguyên.',
  )
}

async function close({ database, official }: SheetContext, sheet: RecordSheet, batch: Batch): Promise<void> {
  await database
    .updateTable('import_batch')
    .set({ state: 'undone', undone_at: sql<Date>`now()` })
    .where('id', '=', batch.id)
    .execute()
  await recordChange(database, {
    official,
    action: 'spreadsheet.undone',
    subject: { kind: 'import-batch', id: batch.id },
    unitId: official.actingPost?.unitId ?? null,
    summary: `Hoàn tác lần nhập từ bảng tính: ${sheet.title}`,
  })
}
