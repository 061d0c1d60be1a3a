import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { refuseKeptInRegister } from './kept-in-register.ts'
import '../queries/tables.ts'

/**
 * Takes an activity that was entered by mistake out of lists and figures; the record itself stays readable with the reason.
 * Refuses `activity.no-such-activity` out of reach, `activity.already-withdrawn`, `activity.kept-in-register`.
 */
export function withdrawActivity(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const activity = await transaction
      .selectFrom('activity')
      .select(['id', 'unit_id', 'withdrawn_on', 'register_path as registerPath'])
      .where('id', '=', id)
      .where('unit_id', 'in', unitsUnder(unitsFor(official, 'activity.record'), today))
      .forUpdate()
      .executeTakeFirst()
    if (!activity) {
      throw new Refusal('not-found', 'activity.no-such-activity', 'Không có hoạt động này trong phạm vi của bạn.')
    }
    refuseKeptInRegister(activity)
    if (activity.withdrawn_on !== null) {
      throw new Refusal('conflict', 'activity.already-withdrawn', 'Hoạt động này đã được hủy ghi từ trước.')
    }
    await transaction
      .updateTable('activity')
      .set({
        withdrawn_on: today,
        withdrawn_reason: reason,
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'activity.withdrawn',
      subject: { kind: 'activity', id },
      unitId: activity.unit_id,
      summary: `Hủy ghi hoạt động: ${reason}`,
      after: { reason },
    })
  })
}
