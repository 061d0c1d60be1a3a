import type { RecordSheet } from '../../../platform/spreadsheet/record-sheet.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { isAtWork } from '../rules/batch.ts'
import { applyNextGoodRows, applyWhole, type Stop } from './apply-batch.ts'
import { type BatchServices, contextOf } from './batch-work.ts'
import { checkNextRows } from './check-rows.ts'
import { readFile } from './read-file.ts'
import { undoNextRows } from './undo-batch.ts'
import '../queries/tables.ts'

/**
 * Does the next step of the batch from where its row says it stands: reads the file, checks or writes or takes back the next rows.
 * Answers true while there is more to do without a person. May be called again after the process has been killed at any point, and by
 * several processes at once. A refusal that ends the whole batch is kept in it.
 */
export async function advanceBatch(
  services: BatchServices,
  sheets: readonly RecordSheet[],
  batchId: string,
  stop: Stop = { requested: false },
): Promise<boolean> {
  const { database } = services
  const batch = await database
    .selectFrom('import_batch')
    .select(['id', 'kind', 'state', 'account_id as accountId', 'all_or_nothing as allOrNothing', 'sheets'])
    .select(['done_count as doneCount', 'row_count as rowCount', 'stored_file_id as fileId'])
    .where('id', '=', batchId)
    .executeTakeFirst()
  if (!batch || !isAtWork(batch.state)) return false
  try {
    const sheet = sheets.find(({ kind }) => kind === batch.kind)
    if (!sheet)
      throw new Refusal(
        'not-found',
        'spreadsheet.no-such-kind',
        'Hệ thống không còn nhận loại bản ghi này từ bảng tính.',
      )
    const context = await contextOf(services, sheet, batch.accountId)
    if (batch.state === 'reading') {
      await readFile(services, sheet, batch.id)
      return true
    }
    if (batch.state === 'checking') return await checkNextRows(context, sheet, batch)
    if (batch.state === 'undoing') return await undoNextRows(context, sheet, batch)
    if (!batch.allOrNothing) return await applyNextGoodRows(context, sheet, batch)
    await applyWhole(context, sheet, batch, stop)
    return false
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    const state = batch.state === 'undoing' ? 'applied' : batch.state === 'applying' ? 'checked' : 'refused'
    await database
      .updateTable('import_batch')
      .set({ state, message: refusal.messageForPerson })
      .where('id', '=', batch.id)
      .where('state', '=', batch.state)
      .execute()
    if (batch.fileId !== null) await services.files.remove(database, [batch.fileId])
    return false
  }
}
