import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import './process-tables.ts'

/** A lock on a request: who closed the period for its units, when and why; and whether one unit may send all the same. */
export type ReportLock = {
  id: string
  requestId: string
  reason: string
  lockedOn: CalendarDate
  lockedBy: string
  /** Why this unit may send once more; null when it may not. */
  openedReason: string | null
}

type LockedReport = { unitId: string; typeCode: string; periodCode: string; consolidatesRequestId: string | null }

/** The lock that stands over a unit's report; null when none does. The consolidated report itself is never locked. */
export async function lockOver(database: Database, report: LockedReport): Promise<ReportLock | null> {
  if (report.consolidatesRequestId !== null) return null
  const { rows } = await sql<ReportLock>`
    select lock.id::text, lock.request_id::text as "requestId", lock.reason, lock.locked_on as "lockedOn",
      coalesce(person.full_name, 'Hệ thống') as "lockedBy", opening.reason as "openedReason"
    from report_duty duty
    join report_request request on request.id = duty.request_id
    join report_lock lock on lock.request_id = request.id and lock.lifted_on is null
    left join report_lock_opening opening on opening.lock_id = lock.id and opening.unit_id = duty.unit_id and opening.used_on is null
    left join account on account.id = lock.locked_by_account_id
    left join person on person.id = account.person_id
    where duty.unit_id = ${report.unitId} and request.type_code = ${report.typeCode}
      and request.period_code = ${report.periodCode}
    order by opening.reason is not null, lock.id limit 1`.execute(database)
  return rows[0] ?? null
}

/** Refuses `report.period-locked`: the period is closed for the unit until the collector opens it. */
export async function requireUnlocked(database: Database, report: LockedReport): Promise<void> {
  const lock = await lockOver(database, report)
  if (lock === null || lock.openedReason !== null) return
  throw new Refusal(
    'conflict',
    'report.period-locked',
    `${lock.lockedBy} đã khóa kỳ báo cáo này ngày ${formatCalendarDate(lock.lockedOn)}: ${lock.reason}. Những gì đã soạn vẫn còn; hãy đề nghị cơ quan tổng hợp mở khóa cho đơn vị.`,
  )
}

/** The locks of a request, the one that stands first. */
export async function locksOf(database: Database, requestId: string) {
  return database
    .selectFrom('report_lock as lock')
    .leftJoin('account', 'account.id', 'lock.locked_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .leftJoin('account as lifter', 'lifter.id', 'lock.lifted_by_account_id')
    .leftJoin('person as lifting', 'lifting.id', 'lifter.person_id')
    .select(({ fn, val }) => [
      'lock.id',
      'lock.reason',
      'lock.locked_on as lockedOn',
      fn.coalesce('person.full_name', val('Hệ thống')).as('lockedBy'),
      'lock.lifted_on as liftedOn',
      'lock.lifted_reason as liftedReason',
      fn.coalesce('lifting.full_name', val('Hệ thống')).as('liftedBy'),
    ])
    .where('lock.request_id', '=', requestId)
    .orderBy('lock.id', 'desc')
    .execute()
}

/** Units for which a lock was opened: when, why, and whether they have used it. */
export function openingsOf(database: Database, requestId: string) {
  return database
    .selectFrom('report_lock_opening as opening')
    .innerJoin('report_lock as lock', 'lock.id', 'opening.lock_id')
    .leftJoin('account', 'account.id', 'opening.opened_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select(({ fn, val }) => [
      'opening.id',
      'opening.unit_id as unitId',
      sql<string>`unit_name_on(opening.unit_id, opening.opened_on)`.as('unitName'),
      'opening.reason',
      'opening.opened_on as openedOn',
      'opening.used_on as usedOn',
      fn.coalesce('person.full_name', val('Hệ thống')).as('openedBy'),
    ])
    .where('lock.request_id', '=', requestId)
    .orderBy('opening.id', 'desc')
    .execute()
}
