import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { ActivityKind } from '../rules/activity.ts'
import '../queries/tables.ts'

/** Refuses `activity.kept-in-register` for an activity whose figures another record keeps. */
export function refuseKeptInRegister(activity: { registerPath: string | null }): void {
  if (activity.registerPath === null) return
  throw new Refusal(
    'conflict',
    'activity.kept-in-register',
    'Hoạt động này lấy từ Sổ tiếp công dân. Hãy sửa hoặc hủy buổi tiếp trong sổ; hoạt động và số liệu đổi theo.',
  )
}

/**
 * Refuses `activity.already-in-register` for a reception entered by hand on a day for which the unit's register has a session: it would
 * be counted twice.
 */
export async function refuseSecondReception(
  transaction: Database,
  given: { kind: ActivityKind; unitId: string; heldOn: CalendarDate },
): Promise<void> {
  if (given.kind !== 'reception') return
  const kept = await transaction
    .selectFrom('activity')
    .select('title')
    .where('kind_code', '=', 'reception')
    .where('unit_id', '=', given.unitId)
    .where('held_on', '=', given.heldOn)
    .where('register_path', 'is not', null)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  if (!kept) return
  const message = `Ngày này đơn vị đã có “${kept.title}” trong Sổ tiếp công dân và đã được đếm. Nếu còn buổi khác, hãy ghi vào sổ.`
  throw new Refusal('invalid', 'activity.already-in-register', message, { heldOn: message })
}
