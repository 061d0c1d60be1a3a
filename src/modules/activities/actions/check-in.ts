import { createHash } from 'node:crypto'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import type { ActivityKind } from '../rules/activity.ts'
import { refuseCheckIn } from '../rules/preparation.ts'
import '../queries/tables.ts'

/** What everybody who has the address may know of it; undefined for an address that opens nothing. */
export async function plannedActivityByCode(database: Database, checkInCode: string) {
  const found = await database
    .selectFrom('planned_activity')
    .select(['id', 'title', 'kind_code as kindCode', 'planned_on as plannedOn', 'unit_id as unitId'])
    .select(['announced_on as announcedOn', 'cancelled_on as cancelledOn', 'activity_id as activityId'])
    .where('check_in_code', '=', checkInCode)
    .executeTakeFirst()
  return found && { ...found, kind: found.kindCode as ActivityKind }
}

/**
 * Counts a participant who says that they are there: an official by the account, anybody else by a random number of their device, of
 * which only a digest is kept. Who says it again is not counted again. Refuses as `refuseCheckIn`.
 */
export async function checkIn(
  transaction: Database,
  planned: NonNullable<Awaited<ReturnType<typeof plannedActivityByCode>>>,
  { official, device, today }: { official: Official | null; device: string; today: CalendarDate },
): Promise<void> {
  refuseCheckIn(planned, today)
  const digest = createHash('sha256').update(`check-in:${planned.id}:${device}`).digest('base64url')
  const added = await transaction
    .insertInto('planned_activity_check_in')
    .values({
      planned_activity_id: planned.id,
      account_id: official?.accountId ?? null,
      device_digest: official === null ? digest : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  if (official === null || added.length === 0) return
  await recordChange(transaction, {
    ...{ official, action: 'activity.checked-in', subject: { kind: 'planned-activity', id: planned.id } },
    ...{ unitId: planned.unitId, summary: 'Tự điểm danh', after: {} },
  })
}
