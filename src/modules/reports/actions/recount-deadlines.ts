import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { LimitRecount } from '../../../platform/database/limit-recount.ts'
import { addDays, type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { calendarInForce } from '../../calendar/index.ts'
import { daysOff } from '../queries/level-deadlines.ts'
import { type DayShift, shifted } from '../rules/level-deadline.ts'
import '../queries/tables.ts'

/** A day may have been shifted to or from one that is this far away. */
const FARTHEST_SHIFT_IN_DAYS = 32

type OpenDay = {
  id: string
  requestId: string
  rootUnitId: string
  unitName: string
  setOn: CalendarDate
  setExcluded: boolean
  shift: DayShift
  basis: string
  dueOn: CalendarDate
  dueOnExcluded: boolean
  words: string
}

/**
 * The last days that units have by their level, as long as they have not sent: a day that the collector set by hand moves with no calendar.
 * Told once on each request, with the units whose day has moved.
 */
export const reportLimits: LimitRecount = {
  title: 'Báo cáo phải gửi',
  recount: async (transaction, official, { from, reason }) => {
    const { rows } = await sql<OpenDay>`
      select duty.id::text as id, duty.request_id::text as "requestId", request.root_unit_id::text as "rootUnitId",
        unit_name_on(duty.unit_id, request.due_on) as "unitName", duty.set_on as "setOn", duty.set_excluded as "setExcluded",
        duty.shift, duty.due_basis as basis, duty.due_on as "dueOn", duty.due_on_excluded as "dueOnExcluded", duty.due_words as words
      from report_duty duty join report_request request on request.id = duty.request_id
      where duty.set_on >= ${addDays(from, -FARTHEST_SHIFT_IN_DAYS)}::date
        and not exists (select from report where report.unit_id = duty.unit_id and report.type_code = request.type_code
          and report.period_code = request.period_code and report.first_submitted_on is not null)
      order by duty.request_id, duty.id for update of duty`.execute(transaction)
    const dayOff = daysOff(await calendarInForce(transaction))
    const moved: { day: OpenDay; to: CalendarDate }[] = []
    for (const day of rows) {
      const now = shifted(day, dayOff)
      if (now.words === day.words && now.dueOn === day.dueOn) continue
      await transaction
        .updateTable('report_duty')
        .set({ due_on: now.dueOn, due_on_excluded: now.dueOnExcluded, due_words: now.words })
        .where('id', '=', day.id)
        .execute()
      if (now.dueOn !== day.dueOn || now.dueOnExcluded !== day.dueOnExcluded) moved.push({ day, to: now.dueOn })
    }
    for (const requestId of new Set(moved.map(({ day }) => day.requestId))) {
      const own = moved.filter(({ day }) => day.requestId === requestId)
      await recordChange(transaction, {
        official,
        action: 'report.deadline-recounted',
        subject: { kind: 'report-request', id: requestId },
        unitId: own[0]?.day.rootUnitId ?? null,
        summary: `Tính lại hạn gửi theo cấp của ${own.length} đơn vị (${reason})`,
        before: Object.fromEntries(own.map(({ day }) => [day.unitName, formatCalendarDate(day.dueOn)])),
        after: Object.fromEntries(own.map(({ day, to }) => [day.unitName, formatCalendarDate(to)])),
      })
    }
    return moved.length
  },
}
