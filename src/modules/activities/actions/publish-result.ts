import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { activityById } from '../queries/activities.ts'
import type { ActivityKind } from '../rules/activity.ts'
import { isAnnounced } from '../rules/preparation.ts'
import { requireUnitToRecord } from './record-activity.ts'

/**
 * Puts the result on the public pages, or mends it there; the day is that of the first time. Refuses `activity.no-such-activity` out of
 * reach and for kinds of which the people are not told.
 */
export function publishResult(
  database: Database,
  official: Official,
  { id, publicResult, today }: { id: string; publicResult: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await transaction.selectFrom('activity').select('id').where('id', '=', id).forUpdate().execute()
    const before = await activityById(transaction, official, id, today)
    if (!before || before.withdrawnOn !== null || !isAnnounced(before.kind as ActivityKind)) throw noSuchActivity()
    await requireUnitToRecord(transaction, official, before.unitId, today)
    await transaction
      .updateTable('activity')
      .set({
        ...{ public_result: publicResult, result_published_on: before.resultPublishedOn ?? today },
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      ...{ official, action: 'activity.result-published', subject: { kind: 'activity', id }, unitId: before.unitId },
      summary: before.resultPublishedOn === null ? 'Công bố kết quả' : 'Sửa kết quả đã công bố',
      before: { publicResult: before.publicResult },
      after: { publicResult },
    })
  })
}

/** For an activity that is not there or not within the official's reach: both look the same. */
export function noSuchActivity(): Refusal {
  return new Refusal('not-found', 'activity.no-such-activity', 'Không có hoạt động này trong phạm vi của bạn.')
}
