import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { AlikeKey, RecordSheet, SheetContext, SheetRecord } from '../../../platform/spreadsheet/record-sheet.ts'
import { choosablesFor, KEEP_THE_ID, type RowRead, readRow } from '../queries/read-row.ts'
import { keepKeys, takenKeys } from '../queries/row-keys.ts'
import { cellName, type RowOutcome, type SheetRead } from '../rules/batch.ts'
import { RECORD_ID } from '../rules/headings.ts'
import { differences } from '../rules/same-values.ts'
import { type Batch, type Fault, faultsOf, recordsById, recount, rowsAtATime } from './batch-work.ts'
import { inParts, isWrittenWithOthers, writeTogether } from './write-rows.ts'
import '../queries/tables.ts'

type Checked = {
  position: number
  outcome: RowOutcome
  record_id: string | null
  entered: Record<string, string> | null
  before: Record<string, string> | null
  faults: Fault[]
  /** What the row takes that no other row of the file may take. */
  taken: readonly AlikeKey[]
}

/**
 * Checks the next rows: cell by cell, then with the fields of the form, then by really writing what is new or changed in a transaction
 * that is given up, so that every rule of the action has its say. Answers false when no row was left to check.
 */
export async function checkNextRows(context: SheetContext, sheet: RecordSheet, batch: Batch): Promise<boolean> {
  const { database } = context
  const rows = await nextRows(database, batch, rowsAtATime(sheet))
  const checked = rows.length === 0 ? [] : await check(context, sheet, batch, rows)
  const last = rows.at(-1)
  return database.transaction().execute(async (transaction) => {
    const claimed = await transaction
      .updateTable('import_batch')
      .set(last ? { done_count: last.position } : { state: 'checked' })
      .where('id', '=', batch.id)
      .where('state', '=', 'checking')
      .where('done_count', '=', batch.doneCount)
      .executeTakeFirst()
    if (claimed.numUpdatedRows === 0n) return true
    await writeChecked(transaction, batch.id, checked)
    if (!last) await recount(transaction, batch.id)
    return last !== undefined
  })
}

function nextRows(database: Database, batch: Batch, most: number) {
  return database
    .selectFrom('import_row')
    .select(['position', 'sheet', 'row_number as rowNumber', 'cells'])
    .where('batch_id', '=', batch.id)
    .where('position', '>', batch.doneCount)
    .orderBy('position')
    .limit(most)
    .execute()
}

type RowOfBatch = Awaited<ReturnType<typeof nextRows>>[number] & { of: SheetRead; read: RowRead }

async function check(
  context: SheetContext,
  sheet: RecordSheet,
  batch: Batch,
  rows: Awaited<ReturnType<typeof nextRows>>,
): Promise<Checked[]> {
  const sheetOf = (index: number): SheetRead =>
    batch.sheets[index] ?? { name: '', headingRow: 0, headings: [], keys: [] }
  const choosables = await choosablesFor(
    context,
    sheet,
    rows.map((row) => ({ cells: row.cells, keys: sheetOf(row.sheet).keys })),
  )
  const read: RowOfBatch[] = rows.map((row) => {
    const of = sheetOf(row.sheet)
    return { ...row, of, read: readRow(sheet, of.keys, { cells: row.cells, choosables }) }
  })
  const ids = read.flatMap((row) => row.read.recordId ?? [])
  const records = await recordsById(sheet, context, ids)
  const earlier = await namedEarlier(context.database, batch, ids)
  const checked = read.map((row) => {
    const id = row.read.recordId
    const faults = faultsOfId(row, records, earlier)
    if (id !== null) earlier.set(id, earlier.get(id) ?? row.rowNumber)
    return compare(sheet, row, { record: id === null ? undefined : records.get(id), faults })
  })
  const upTo = batch.doneCount
  const keys = checked.flatMap(({ taken }) => taken.map(({ key }) => key))
  const taken = await takenKeys(context.database, { batchId: batch.id, upTo, keys })
  await tryWriting(context, sheet, checked, { rows: new Map(read.map((row) => [row.position, row])), taken })
  return checked
}

/** The rows before these in which a record is named, by its id. */
async function namedEarlier(database: Database, batch: Batch, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const found = await database
    .selectFrom('import_row')
    .select(['record_id as id', 'row_number as rowNumber'])
    .where('batch_id', '=', batch.id)
    .where('record_id', 'in', [...new Set(ids)])
    .where('position', '<=', batch.doneCount)
    .execute()
  return new Map(found.map(({ id, rowNumber }) => [id ?? '', rowNumber]))
}

function faultsOfId(
  { read: { recordId, faults }, of, rowNumber }: RowOfBatch,
  records: ReadonlyMap<string, SheetRecord>,
  earlier: ReadonlyMap<string, number>,
): Fault[] {
  const told = faults.map(({ key, ...fault }) => ({ cell: cellName(of, key, rowNumber), ...fault }))
  if (recordId === null) return told
  const cell = cellName(of, RECORD_ID.key, rowNumber)
  if (!records.has(recordId)) {
    const message = `Không có bản ghi mã ${recordId} trong phạm vi của bạn.`
    return [...told, { cell, code: 'no-such-record', message, remedy: KEEP_THE_ID }]
  }
  const row = earlier.get(recordId)
  if (row === undefined) return told
  const message = `Mã ${recordId} đã có ở dòng ${row}: mỗi bản ghi chỉ được một dòng.`
  return [
    ...told,
    { cell, code: 'record-twice', message, remedy: 'Bỏ một trong hai dòng, hoặc xóa mã nếu dòng này là bản ghi mới.' },
  ]
}

/** What the row would do: the values of the record with those of the row over them, and what the form says of that. */
function compare(
  sheet: RecordSheet,
  { position, read, of, rowNumber }: RowOfBatch,
  { record, faults }: { record: SheetRecord | undefined; faults: Fault[] },
): Checked {
  const before = record?.values ?? null
  // What the form has and the sheet has not stays as it is.
  const entered: Record<string, string> = { ...before }
  for (const { key } of sheet.columns) entered[key] = read.said[key] ?? before?.[key] ?? ''
  const row = { position, record_id: read.recordId, entered, before, taken: [] }
  if (faults.length > 0) return { ...row, outcome: 'faulty', faults }
  const keys = sheet.columns.map(({ key }) => key)
  if (before && differences(before, entered, keys).length === 0) return { ...row, outcome: 'same', faults: [] }
  const fields = sheet.problems(entered)
  const problems =
    Object.keys(fields).length === 0
      ? []
      : faultsOf({ code: 'form', messageForPerson: '', fields }, sheet, { sheet: of, rowNumber })
  if (problems.length > 0) return { ...row, outcome: 'faulty', faults: problems }
  return { ...row, outcome: before ? 'changed' : 'new', faults: [], taken: sheet.alike?.(entered) ?? [] }
}

/** What an earlier row of the file that is to be written takes already. */
function faultsOfAlike(row: Checked, { of, rowNumber }: RowOfBatch, taken: ReadonlyMap<string, number>): Fault[] {
  return row.taken.flatMap(({ key, column }) => {
    const earlier = taken.get(key)
    if (earlier === undefined) return []
    return {
      cell: cellName(of, column, rowNumber),
      code: `row-alike/${column}`,
      message: `Dòng này trùng với dòng ${earlier} của tệp: hệ thống chỉ nhận một dòng như vậy.`,
      remedy: 'Bỏ một trong hai dòng, hoặc sửa ô này cho khác.',
    }
  })
}

class TrialOver extends Error {}

/** Writes what is new or changed, notes what is refused, and gives the transaction up. */
async function tryWriting(
  context: SheetContext,
  sheet: RecordSheet,
  checked: readonly Checked[],
  { rows, taken }: { rows: ReadonlyMap<number, RowOfBatch>; taken: Map<string, number> },
): Promise<void> {
  const toTry = checked.flatMap((row) => {
    const at = rows.get(row.position)
    return at && (row.outcome === 'new' || row.outcome === 'changed') ? { row, at } : []
  })
  if (toTry.length === 0) return
  const parts = inParts(toTry, partsOfTrial(sheet))
  const trial = context.database.transaction().execute(async (transaction) => {
    for (const part of parts) {
      const left = part.filter(({ row, at }) => {
        const alike = faultsOfAlike(row, at, taken)
        if (alike.length > 0) refuse(row, alike)
        return alike.length === 0
      })
      const written = await writeTogether(
        { ...context, database: transaction },
        sheet,
        left.map(({ row }) => row),
        parts.length === 1,
      )
      for (const [index, { row, at }] of left.entries()) {
        const became = written[index]
        if (became && 'refusal' in became)
          refuse(row, faultsOf(became.refusal, sheet, { sheet: at.of, rowNumber: at.rowNumber }))
        else for (const { key } of row.taken) taken.set(key, at.rowNumber)
      }
    }
    throw new TrialOver()
  })
  await trial.catch((error: unknown) => {
    if (!(error instanceof TrialOver)) throw error
  })
}

function refuse(row: Checked, faults: Fault[]): void {
  row.outcome = 'faulty'
  row.faults = faults
}

/** Not with a row that would take the same: only when that one is written does it keep the other from it. */
function partsOfTrial(sheet: RecordSheet) {
  let taken = new Set<string>()
  return (part: readonly { row: Checked }[], { row }: { row: Checked }): boolean => {
    const [first] = part
    const keys = row.taken.map(({ key }) => key)
    const goes =
      first !== undefined &&
      isWrittenWithOthers(sheet, first.row) &&
      isWrittenWithOthers(sheet, row) &&
      !keys.some((key) => taken.has(key))
    if (!goes) taken = new Set()
    for (const key of keys) taken.add(key)
    return goes
  }
}

async function writeChecked(transaction: Database, batchId: string, checked: readonly Checked[]): Promise<void> {
  if (checked.length === 0) return
  const written = checked.map(({ taken: _taken, ...row }) => row)
  await sql`
    update import_row set outcome = given.outcome, record_id = given.record_id, entered = given.entered, before = given.before
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
      as given (position integer, outcome text, record_id text, entered jsonb, before jsonb)
    where import_row.batch_id = ${batchId} and import_row.position = given.position`.execute(transaction)
  const positions = checked.map(({ position }) => position)
  const taken = checked.flatMap((row) => row.taken.map(({ key }) => ({ position: row.position, key })))
  await keepKeys(transaction, batchId, { positions, taken })
  await transaction
    .deleteFrom('import_fault')
    .where('batch_id', '=', batchId)
    .where('position', 'in', positions)
    .execute()
  const faults = checked.flatMap(({ position, faults: of }) =>
    of.map((fault, sequence) => ({ position, sequence, ...fault })),
  )
  await sql`
    insert into import_fault (batch_id, position, sequence, cell, code, message, remedy)
    select ${batchId}, position, sequence, cell, code, message, remedy from jsonb_to_recordset(${JSON.stringify(faults)}::jsonb)
      as given (position integer, sequence smallint, cell text, code text, message text, remedy text)`.execute(
    transaction,
  )
}
