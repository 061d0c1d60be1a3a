import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Cell } from '../../../platform/spreadsheet/read-rows.ts'
import type { RecordSheet } from '../../../platform/spreadsheet/record-sheet.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { headingsIn } from '../rules/headings.ts'
import { pastedRows } from '../rules/pasted-rows.ts'
import { stageRows } from './read-file.ts'
import '../queries/tables.ts'

/** Rows hold what the file says of people: they are kept as long as a batch can be undone. */
export const DAYS_KEPT = 30

/**
 * Takes a file that this account has sent for reading and answers the batch. The same file sent again is the same batch: one not yet
 * applied is checked anew.
 */
export async function receiveFile(
  transaction: Database,
  official: Official,
  { sheet, fileId }: { sheet: RecordSheet; fileId: string },
): Promise<string> {
  const file = await transaction
    .selectFrom('stored_file')
    .select(['id', 'name', 'sha256'])
    .where('id', '=', fileId)
    .where('uploaded_by_account_id', '=', official.accountId)
    .executeTakeFirst()
  if (!file) throw new Refusal('not-found', 'spreadsheet.no-such-file', 'Không có tệp này. Hãy chọn lại tệp.')
  const given = { name: file.name, sha256: file.sha256, fileId: file.id }
  const { id, isNew } = await openBatch(transaction, official, sheet, given)
  if (!isNew) await giveUp(transaction, file)
  return id
}

/** The file is not read a second time; its content goes from the disk when the transaction has ended well. */
async function giveUp(transaction: Database, file: { id: string; sha256: string }): Promise<void> {
  await transaction.deleteFrom('stored_file').where('id', '=', file.id).execute()
  await transaction
    .insertInto('file_to_remove')
    .values({ sha256: file.sha256 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Throws the batches away that are too old to be undone, with all that their rows say. */
export async function forgetOldBatches(database: Database): Promise<void> {
  await database
    .deleteFrom('import_batch')
    .where(sql<boolean>`created_at < now() - make_interval(days => ${DAYS_KEPT})`)
    .execute()
}

/**
 * Takes cells that were copied in a spreadsheet program. Without a row of headings they are in the order of the template, the record's id
 * left out.
 */
export function receivePasted(
  transaction: Database,
  official: Official,
  { sheet, text }: { sheet: RecordSheet; text: string },
): Promise<string> {
  const rows = pastedRows(text)
  const hasHeadings = rows.slice(0, 20).some((cells, at) => headingsIn(cells, at + 1, sheet.columns) !== null)
  const headings = hasHeadings ? [] : [{ number: 1, cells: sheet.columns.map(({ title }): Cell => title) }]
  const given = rows.map((cells, at) => ({ number: at + 1, cells }))
  return receiveRows(transaction, official, { sheet, name: 'Các ô đã dán', rows: [...headings, ...given] })
}

/** Takes rows that came in another shape than a file, the row of headings among them. */
export async function receiveRows(
  transaction: Database,
  official: Official,
  { sheet, name, rows }: { sheet: RecordSheet; name: string; rows: readonly { number: number; cells: Cell[] }[] },
): Promise<string> {
  const sha256 = createHash('sha256').update(JSON.stringify(rows)).digest('hex')
  const batch = await openBatch(transaction, official, sheet, { name, sha256, fileId: null })
  if (!batch.isNew) return batch.id
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== null))
  await stageRows(
    transaction,
    sheet,
    batch.id,
    filled.map((row) => ({ sheet: name, ...row })),
  )
  return batch.id
}

async function openBatch(
  transaction: Database,
  official: Official,
  sheet: RecordSheet,
  { name, sha256, fileId }: { name: string; sha256: string; fileId: string | null },
): Promise<{ id: string; isNew: boolean }> {
  await forgetOldBatches(transaction)
  const made = await transaction
    .insertInto('import_batch')
    .values({
      ...{ kind: sheet.kind, account_id: official.accountId, unit_id: official.posts[0]?.unitId ?? null },
      ...{ source_name: name, sha256, stored_file_id: fileId, message: null, applied_at: null, undone_at: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return { id: made.id, isNew: true }
  const before = await transaction
    .selectFrom('import_batch')
    .select(['id', 'state'])
    .where('account_id', '=', official.accountId)
    .where('kind', '=', sheet.kind)
    .where('sha256', '=', sha256)
    .where('state', 'not in', ['undone', 'refused', 'set-aside'])
    .executeTakeFirstOrThrow()
  if (before.state === 'checked') await checkAgain(transaction, before.id)
  return { id: before.id, isNew: false }
}

/** Checks the rows anew against the records of today. */
export async function checkAgain(transaction: Database, batchId: string): Promise<void> {
  await transaction
    .updateTable('import_batch')
    .set({ state: 'checking', done_count: 0, message: null })
    .where('id', '=', batchId)
    .where('state', '=', 'checked')
    .execute()
}
