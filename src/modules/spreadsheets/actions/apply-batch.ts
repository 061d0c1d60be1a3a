import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import { ownHalfLock } from '../../../platform/database/schema.ts'
import type { RecordSheet, SheetContext } from '../../../platform/spreadsheet/record-sheet.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { differences } from '../rules/same-values.ts'
import { type Batch, faultsOf, recordsById, recount, rowsAtATime, writeFaults } from './batch-work.ts'
import { inParts, isWrittenWithOthers, writeTogether } from './write-rows.ts'
import '../queries/tables.ts'

class RowRefused extends Error {
  readonly row: RowToApply
  readonly refusal: Refusal
  constructor(row: RowToApply, refusal: Refusal) {
    super(refusal.code)
    this.row = row
    this.refusal = refusal
  }
}

/** Ends the work where the process is about to end; what is open is given up and begun anew. */
export type Stop = { requested: boolean }

/**
 * Writes every row in one transaction: all of them or none, whenever the process ends. A row that is refused now, because something
 * changed since it was checked, leaves the batch checked with that row named.
 */
export async function applyWhole(context: SheetContext, sheet: RecordSheet, batch: Batch, stop: Stop): Promise<void> {
  try {
    await context.database.transaction().execute(async (transaction) => {
      if (!(await isStillApplying(transaction, batch.id))) return
      let after = 0
      for (;;) {
        if (stop.requested) throw new RowsLeft()
        const rows = await rowsToApply(transaction, batch.id, { after, most: rowsAtATime(sheet) })
        if (rows.length === 0) break
        const refused = await applyRows({ ...context, database: transaction }, sheet, batch, rows)
        if (refused[0]) throw new RowRefused(refused[0].row, refused[0].refusal)
        after = rows.at(-1)?.position ?? after
        // Told on another connection: the page that waits must see it before the transaction ends.
        await context.database
          .updateTable('import_batch')
          .set({ done_count: after })
          .where('id', '=', batch.id)
          .execute()
      }
      await close({ ...context, database: transaction }, sheet, batch)
    })
  } catch (error) {
    if (error instanceof RowsLeft) return
    if (!(error instanceof RowRefused)) throw error
    await context.database.transaction().execute(async (transaction) => {
      await markFaulty(transaction, sheet, batch, { row: error.row, refusal: error.refusal })
      await recount(transaction, batch.id)
      const message =
        'Chưa nhập dòng nào: có dòng vừa bị từ chối khi nhập, xem danh sách lỗi. Hãy sửa tệp rồi gửi lại, hoặc chọn chỉ nhập các dòng đúng.'
      await transaction
        .updateTable('import_batch')
        .set({ state: 'checked', message })
        .where('id', '=', batch.id)
        .execute()
    })
  }
}

class RowsLeft extends Error {}

/** Writes the next good rows, leaving out those that are refused now. Answers false when none was left. */
export async function applyNextGoodRows(context: SheetContext, sheet: RecordSheet, batch: Batch): Promise<boolean> {
  return context.database.transaction().execute(async (transaction) => {
    if (!(await isStillApplying(transaction, batch.id))) return false
    const within = { ...context, database: transaction }
    const rows = await rowsToApply(transaction, batch.id, { after: 0, most: rowsAtATime(sheet) })
    if (rows.length === 0) {
      await recount(transaction, batch.id)
      await close(within, sheet, batch)
      return false
    }
    const refused = await applyRows(within, sheet, batch, rows)
    for (const each of refused) await markFaulty(transaction, sheet, batch, each)
    const { position } = rows.at(-1) ?? { position: 0 }
    await transaction.updateTable('import_batch').set({ done_count: position }).where('id', '=', batch.id).execute()
    return true
  })
}

/** True for the one process that goes on with the batch; others wait for its transaction and then see that it is done. */
async function isStillApplying(transaction: Database, batchId: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${sql.raw(ownHalfLock('739'))}, ${batchId}::bigint::int)`.execute(transaction)
  const found = await transaction
    .selectFrom('import_batch')
    .select('state')
    .where('id', '=', batchId)
    .executeTakeFirst()
  return found?.state === 'applying'
}

type RowToApply = Awaited<ReturnType<typeof rowsToApply>>[number]

function rowsToApply(transaction: Database, batchId: string, { after, most }: { after: number; most: number }) {
  return transaction
    .selectFrom('import_row')
    .select(['position', 'sheet', 'row_number as rowNumber', 'record_id', 'entered', 'before'])
    .where('batch_id', '=', batchId)
    .where('position', '>', after)
    .where('outcome', 'in', ['new', 'changed'])
    .where('done', 'is', null)
    .orderBy('position')
    .limit(most)
    .execute()
}

/** Writes the rows, notes how each record stands after it, and answers those that were refused. */
async function applyRows(
  context: SheetContext,
  sheet: RecordSheet,
  batch: Batch,
  rows: readonly RowToApply[],
): Promise<{ row: RowToApply; refusal: Refusal }[]> {
  const now = await recordsById(
    sheet,
    context,
    rows.flatMap(({ record_id }) => record_id ?? []),
  )
  const written: { position: number; record_id: string }[] = []
  const refused: { row: RowToApply; refusal: Refusal }[] = []
  const together = new Set(rows.filter((row) => isWrittenWithOthers(sheet, row)))
  for (const part of inParts(rows, ([first], row) => first !== undefined && together.has(first) && together.has(row))) {
    const [first] = part
    const changed = first && changedMeanwhile(sheet, first, now.get(first.record_id ?? '')?.values)
    if (changed) {
      refused.push({ row: first, refusal: changed })
      continue
    }
    const became = await writeTogether(context, sheet, part)
    for (const [index, row] of part.entries()) {
      const each = became[index]
      if (each && 'refusal' in each) refused.push({ row, refusal: each.refusal })
      else if (each) written.push({ position: row.position, record_id: each.recordId })
    }
  }
  const after = await recordsById(
    sheet,
    context,
    written.map(({ record_id }) => record_id),
  )
  const marks = written.map((row) => ({ ...row, after: after.get(row.record_id)?.values ?? null }))
  const before = new Map(rows.map((row) => [row.position, row.before]))
  if (marks.length > 0) {
    await sheet.settle?.(
      context,
      marks.map((row) => ({ before: before.get(row.position) ?? null, after: row.after })),
    )
  }
  await sql`
    update import_row set record_id = given.record_id, after = given.after, done = 'applied'
    from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as given (position integer, record_id text, after jsonb)
    where import_row.batch_id = ${batch.id} and import_row.position = given.position`.execute(context.database)
  return refused
}

/** Somebody changed the record since the row was checked: what the person agreed to was a change of something else. */
function changedMeanwhile(
  sheet: RecordSheet,
  { before }: RowToApply,
  now: Readonly<Record<string, string>> | undefined,
): Refusal | null {
  if (before === null) return null
  const keys = sheet.columns.map(({ key }) => key)
  if (now && differences(before, now, keys).length === 0) return null
  return new Refusal(
    'conflict',
    'spreadsheet.changed-meanwhile',
    'Bản ghi này đã được người khác sửa sau khi tệp được kiểm tra nên dòng này chưa được nhập. Hãy gửi lại tệp để so với nội dung mới.',
  )
}

async function markFaulty(
  transaction: Database,
  sheet: RecordSheet,
  batch: Batch,
  { row, refusal }: { row: RowToApply; refusal: Refusal },
): Promise<void> {
  const of = batch.sheets[row.sheet] ?? { name: '', headingRow: 0, headings: [], keys: [] }
  await transaction
    .updateTable('import_row')
    .set({ outcome: 'faulty' })
    .where('batch_id', '=', batch.id)
    .where('position', '=', row.position)
    .execute()
  const faults = faultsOf(refusal, sheet, { sheet: of, rowNumber: row.rowNumber })
  await writeFaults(transaction, { batchId: batch.id, position: row.position }, faults)
}

async function close({ database, official }: SheetContext, sheet: RecordSheet, batch: Batch): Promise<void> {
  const { written } = await database
    .selectFrom('import_row')
    .select(({ fn }) => fn.countAll<string>().as('written'))
    .where('batch_id', '=', batch.id)
    .where('done', '=', 'applied')
    .executeTakeFirstOrThrow()
  await database
    .updateTable('import_batch')
    .set({ state: 'applied', applied_at: sql<Date>`now()`, message: null })
    .where('id', '=', batch.id)
    .execute()
  await recordChange(database, {
    official,
    action: 'spreadsheet.applied',
    subject: { kind: 'import-batch', id: batch.id },
    unitId: official.actingPost?.unitId ?? null,
    summary: `Nhập ${written} bản ghi từ bảng tính: ${sheet.title}`,
  })
}
