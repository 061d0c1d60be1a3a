import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { neverInSheet } from '../../../platform/spreadsheet/read-cell.ts'
import { type Cell, streamRows } from '../../../platform/spreadsheet/read-rows.ts'
import type { RecordSheet } from '../../../platform/spreadsheet/record-sheet.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { SheetRead } from '../rules/batch.ts'
import { GUIDE_SHEET, headingsIn, LISTS_SHEET } from '../rules/headings.ts'
import type { BatchServices } from './batch-work.ts'
import '../queries/tables.ts'

const ROWS_WRITTEN_AT_A_TIME = 500

/**
 * Puts the rows of the file into the database, all or none, and lets go of the file. The rows go through the memory a few hundred at a
 * time. Refuses what `streamRows` refuses and what `stageRows` does.
 */
export async function readFile({ database, files }: BatchServices, sheet: RecordSheet, batchId: string): Promise<void> {
  const batch = await database
    .selectFrom('import_batch')
    .innerJoin('stored_file', 'stored_file.id', 'import_batch.stored_file_id')
    .select(['stored_file.sha256', 'stored_file.id as fileId'])
    .where('import_batch.id', '=', batchId)
    .executeTakeFirst()
  if (!batch) {
    throw new Refusal('conflict', 'spreadsheet.file-gone', 'Tệp đã gửi không còn trong hệ thống. Hãy gửi lại tệp.')
  }
  const content = await buffer(files.read(batch.sha256))
  await database.transaction().execute(async (transaction) => {
    const still = await transaction
      .selectFrom('import_batch')
      .select('id')
      .where('id', '=', batchId)
      .where('state', '=', 'reading')
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!still) return
    await stageRows(transaction, sheet, batchId, streamRows(content, { errors: 'shown' }))
    await transaction.updateTable('import_batch').set({ stored_file_id: null }).where('id', '=', batchId).execute()
  })
  await files.remove(database, [batch.fileId])
}

type RowOfFile = { sheet: string; number: number; cells: Cell[] }
type Staged = { position: number; sheet: number; row_number: number; cells: Cell[] }

/**
 * Puts rows under their headings into the batch, which is then checked. Refuses `spreadsheet.no-headings`, `spreadsheet.column-missing`
 * and `spreadsheet.no-rows`.
 */
export async function stageRows(
  transaction: Database,
  sheet: RecordSheet,
  batchId: string,
  rows: AsyncIterable<RowOfFile> | Iterable<RowOfFile>,
): Promise<void> {
  await transaction.deleteFrom('import_row').where('batch_id', '=', batchId).execute()
  const sheets: SheetRead[] = []
  let current: SheetRead | null = null
  let position = 0
  let waiting: Staged[] = []
  for await (const { sheet: name, number, cells } of rows) {
    if (number === 0) {
      current = null
      continue
    }
    if (name === GUIDE_SHEET || name === LISTS_SHEET) continue
    if (current === null || current.name !== name) {
      const keys = headingsIn(cells, number, sheet.columns)
      if (keys === null) continue
      current = { name, headingRow: number, headings: cells.map((cell) => String(cell ?? '')), keys }
      refuseMissingColumns(sheet, current)
      sheets.push(current)
      continue
    }
    position += 1
    waiting.push({
      position,
      sheet: sheets.length - 1,
      row_number: number,
      cells: keptCells(sheet, current.keys, cells),
    })
    if (waiting.length < ROWS_WRITTEN_AT_A_TIME) continue
    await writeRows(transaction, batchId, waiting)
    waiting = []
  }
  await writeRows(transaction, batchId, waiting)
  if (sheets.length === 0) {
    const expected = sheet.columns.filter(({ required }) => required).map(({ title }) => title)
    throw new Refusal(
      'invalid',
      'spreadsheet.no-headings',
      `Không tìm thấy dòng tên cột của ${sheet.title.toLowerCase()} trong 20 dòng đầu của tệp. Hãy dùng tệp mẫu, giữ nguyên tên cột: ${expected.join(', ')}.`,
    )
  }
  if (position === 0) {
    throw new Refusal(
      'invalid',
      'spreadsheet.no-rows',
      'Dưới dòng tên cột không có dòng nào để nhập. Hãy điền vào tệp rồi gửi lại.',
    )
  }
  await transaction
    .updateTable('import_batch')
    .set({ state: 'checking', sheets: JSON.stringify(sheets), row_count: position, done_count: 0 })
    .where('id', '=', batchId)
    .execute()
}

/**
 * Of a row that must never stand in a sheet, only the cell that says so is kept, so that it can be told. Of a kind that holds to its own
 * columns, nothing else is kept.
 */
function keptCells(sheet: RecordSheet, keys: SheetRead['keys'], cells: readonly Cell[]): Cell[] {
  const at = keys.findIndex((key, place) => {
    const column = sheet.columns.find((each) => each.key === key)
    return column !== undefined && neverInSheet(column, cells[place] ?? null) !== undefined
  })
  if (at >= 0) return cells.map((cell, place) => (place === at ? cell : null))
  return sheet.onlyItsColumns ? cells.map((cell, place) => (keys[place] ? cell : null)) : [...cells]
}

function refuseMissingColumns(sheet: RecordSheet, read: SheetRead): void {
  const missing = sheet.columns.filter(({ key, required }) => required && !read.keys.includes(key))
  if (missing.length === 0 || read.keys.includes('_id')) return
  throw new Refusal(
    'invalid',
    'spreadsheet.column-missing',
    `Trang “${read.name}” thiếu cột ${missing.map(({ title }) => `“${title}”`).join(', ')}. Hãy thêm cột, đúng tên như trong tệp mẫu, rồi gửi lại.`,
  )
}

async function writeRows(transaction: Database, batchId: string, rows: readonly Staged[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into import_row (batch_id, position, sheet, row_number, cells)
    select ${batchId}, position, sheet, row_number, cells
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (position integer, sheet integer, row_number integer, cells jsonb)`.execute(
    transaction,
  )
}
