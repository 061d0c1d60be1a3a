import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import type { RecordSheet, SheetContext, SheetRecord } from '../../../platform/spreadsheet/record-sheet.ts'
import { dateInVietnam } from '../../../vocabulary/calendar-date.ts'
import { may, postFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { officialOfAccount } from '../../identity/index.ts'
import { cellName, type SheetRead } from '../rules/batch.ts'
import '../queries/tables.ts'

/** What the work on a batch needs of the process. */
export type BatchServices = { database: Database; files: FileStore; now: () => Date }

/** Rows dealt with in one transaction, except where all of them are. */
export const ROWS_AT_A_TIME = 100
/** The same where a kind records many in few statements. */
const ROWS_TOGETHER_AT_A_TIME = 1000

export function rowsAtATime(sheet: RecordSheet): number {
  return sheet.many ? ROWS_TOGETHER_AT_A_TIME : ROWS_AT_A_TIME
}

export type Batch = {
  id: string
  kind: string
  accountId: string
  sheets: SheetRead[]
  doneCount: number
  rowCount: number
}

/** Who sent the batch, with the rights of today: who has lost them since goes no further. */
export async function contextOf(
  { database, now }: BatchServices,
  sheet: RecordSheet,
  accountId: string,
): Promise<SheetContext> {
  const today = dateInVietnam(now())
  const official = await officialOfAccount(database, accountId, today)
  if (!official || !may(official, sheet.writePermission)) {
    throw new Refusal(
      'not-allowed',
      'spreadsheet.right-lost',
      'Tài khoản đã gửi tệp nay không còn quyền ghi loại bản ghi này. Chưa có gì thay đổi.',
    )
  }
  return { database, today, official: { ...official, actingPost: postFor(official, sheet.writePermission) } }
}

/**
 * Does the work for one row inside the open transaction so that a refusal leaves nothing of it. Answers the refusal, or null. What the
 * database itself will not hold is told as a refusal too: one row must not end the others.
 */
export async function withinSavepoint(transaction: Database, work: () => Promise<void>): Promise<Refusal | null> {
  await sql`savepoint import_row`.execute(transaction)
  try {
    await work()
    await sql`release savepoint import_row`.execute(transaction)
    return null
  } catch (error) {
    await sql`rollback to savepoint import_row`.execute(transaction)
    if (error instanceof Refusal) return error
    if (!/^2[23]/.test(String((error as { code?: unknown }).code ?? ''))) throw error
    return new Refusal(
      'invalid',
      'spreadsheet.not-writable',
      'Hệ thống không ghi được dòng này: có giá trị trùng hoặc không hợp lệ.',
    )
  }
}

export type Fault = { cell: string; code: string; message: string; remedy: string }

/** A refusal of an action or of the form, told at the cells that it names. */
export function faultsOf(
  refusal: Pick<Refusal, 'code' | 'messageForPerson' | 'fields'>,
  sheet: RecordSheet,
  at: { sheet: SheetRead; rowNumber: number },
): Fault[] {
  const named = Object.entries(refusal.fields)
  const all = named.length > 0 ? named : [['', refusal.messageForPerson] as const]
  return all.map(([key, message]) => {
    const column = sheet.columns.find((each) => each.key === key)
    return {
      cell: cellName(at.sheet, key, at.rowNumber),
      code: column ? `${refusal.code}/${key}` : refusal.code,
      message: message ?? '',
      remedy: column
        ? inSentences(column.help, column.example && `Ví dụ: ${column.example}.`)
        : 'Sửa dòng này trong Excel rồi gửi lại tệp.',
    }
  })
}

const inSentences = (...sentences: readonly string[]) => sentences.filter(Boolean).join(' ')

/** Enters what is wrong with a row, in the place of what was. */
export async function writeFaults(
  transaction: Database,
  { batchId, position }: { batchId: string; position: number },
  faults: readonly Fault[],
): Promise<void> {
  await transaction
    .deleteFrom('import_fault')
    .where('batch_id', '=', batchId)
    .where('position', '=', position)
    .execute()
  if (faults.length === 0) return
  await transaction
    .insertInto('import_fault')
    .values(faults.map((fault, sequence) => ({ batch_id: batchId, position, sequence, ...fault })))
    .execute()
}

/** Counts the rows by what became of them. */
export async function recount(transaction: Database, batchId: string): Promise<void> {
  await sql`
    update import_batch set new_count = counted.fresh, changed_count = counted.changed, same_count = counted.same, faulty_count = counted.faulty
    from (select count(*) filter (where outcome = 'new') as fresh, count(*) filter (where outcome = 'changed') as changed,
        count(*) filter (where outcome = 'same') as same, count(*) filter (where outcome = 'faulty') as faulty
      from import_row where batch_id = ${batchId}) as counted
    where id = ${batchId}`.execute(transaction)
}

/** The records of the ids, by id. */
export async function recordsById(
  sheet: RecordSheet,
  context: SheetContext,
  ids: readonly string[],
): Promise<Map<string, SheetRecord>> {
  const found = ids.length === 0 ? [] : await sheet.records(context, { ids: [...new Set(ids)] })
  return new Map(found.map((record) => [record.id, record]))
}
