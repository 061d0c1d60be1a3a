import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { isReached } from './reach.ts'
import './tables.ts'

/** The last good day of a `duty` of a `request`: the unit's own where its level has one, else that of the request. */
export const lastGoodDayOfDuty = sql<CalendarDate>`coalesce(duty.last_good_day, request.last_good_day)`

/** What one unit owes: the type and period of the report, and the report when it was begun. Refuses `report.no-such-duty`. */
export async function dutyById(database: Database, official: Official, id: string, today: CalendarDate) {
  const found = await database
    .selectFrom('report_duty as duty')
    .innerJoin('report_request as request', 'request.id', 'duty.request_id')
    .innerJoin('report_type_definition as type', (join) =>
      join.onRef('type.code', '=', 'request.type_code').onRef('type.number', '=', 'request.type_version'),
    )
    .leftJoin('report', (join) =>
      join
        .onRef('report.unit_id', '=', 'duty.unit_id')
        .onRef('report.type_code', '=', 'request.type_code')
        .onRef('report.period_code', '=', 'request.period_code'),
    )
    .select([
      'duty.unit_id as unitId',
      'request.id as requestId',
      'request.type_code as typeCode',
      'request.period_code as periodCode',
      'type.cut_off as cutOff',
      'report.id as reportId',
      'request.basis',
      'duty.due_words as dueWords',
      'duty.due_basis as dueBasis',
      lastGoodDayOfDuty.as('lastGoodDay'),
    ])
    .where('duty.id', '=', id)
    .where(isReached('duty.unit_id', official, 'report.read', today))
    .executeTakeFirst()
  if (!found)
    throw new Refusal('not-found', 'report.no-such-duty', 'Không có báo cáo phải gửi này trong phạm vi của bạn.')
  return { ...found, period: periodByCode(found.periodCode, found.cutOff) }
}
