import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { BatchState } from '../rules/batch.ts'
import '../queries/tables.ts'

/**
 * Lets a checked batch be applied: all of it or nothing, or only its good rows. Refuses `spreadsheet.has-faults` when all are asked for
 * and some are wrong, and `spreadsheet.nothing-to-apply`.
 */
export async function askToApply(
  transaction: Database,
  official: Official,
  { batchId, allOrNothing }: { batchId: string; allOrNothing: boolean },
): Promise<void> {
  const batch = await requireState(transaction, official, { batchId, state: 'checked' })
  if (allOrNothing && batch.faultyCount > 0) {
    throw new Refusal(
      'conflict',
      'spreadsheet.has-faults',
      'Tệp còn dòng lỗi nên chưa nhập dòng nào. Hãy sửa tệp rồi gửi lại, hoặc chọn chỉ nhập các dòng đúng.',
    )
  }
  if (batch.newCount + batch.changedCount === 0) {
    throw new Refusal('conflict', 'spreadsheet.nothing-to-apply', 'Không có dòng nào mới hoặc thay đổi để nhập.')
  }
  await transaction
    .updateTable('import_batch')
    .set({ state: 'applying', all_or_nothing: allOrNothing, done_count: 0, message: null })
    .where('id', '=', batchId)
    .execute()
}

/** Lets an applied batch be undone. */
export async function askToUndo(transaction: Database, official: Official, batchId: string): Promise<void> {
  await requireState(transaction, official, { batchId, state: 'applied' })
  await transaction
    .updateTable('import_batch')
    .set({ state: 'undoing', done_count: 0, message: null })
    .where('id', '=', batchId)
    .execute()
}

/** Lets go of a batch that was checked: its rows are thrown away. */
export async function setAside(transaction: Database, official: Official, batchId: string): Promise<void> {
  await requireState(transaction, official, { batchId, state: 'checked' })
  await transaction.deleteFrom('import_row').where('batch_id', '=', batchId).execute()
  await transaction.updateTable('import_batch').set({ state: 'set-aside' }).where('id', '=', batchId).execute()
}

async function requireState(
  transaction: Database,
  official: Official,
  { batchId, state }: { batchId: string; state: BatchState },
) {
  const batch = await transaction
    .selectFrom('import_batch')
    .select(['state', 'new_count as newCount', 'changed_count as changedCount', 'faulty_count as faultyCount'])
    .where('id', '=', batchId)
    .where('account_id', '=', official.accountId)
    .forUpdate()
    .executeTakeFirst()
  if (!batch) throw noSuchBatch()
  if (batch.state !== state) {
    throw new Refusal(
      'conflict',
      'spreadsheet.other-state',
      'Lần nhập này đã chuyển sang bước khác. Hãy tải lại trang để xem tình trạng hiện nay.',
    )
  }
  return batch
}

export function noSuchBatch(): Refusal {
  return new Refusal(
    'not-found',
    'spreadsheet.no-such-batch',
    'Không có lần nhập này. Mỗi người chỉ thấy các lần nhập của mình.',
  )
}
