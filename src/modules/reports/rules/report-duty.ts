import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'

/** The last day on which a report is still in time: the day itself, or the one before it where the act says “trước ngày”. */
export function lastGoodDay(dueOn: CalendarDate, dueOnExcluded: boolean): CalendarDate {
  return dueOnExcluded ? addDays(dueOn, -1) : dueOn
}

/** `waiting`: not sent, and still in time. `missing`: not sent, and too late by now. */
export type DutyStatus = 'on-time' | 'late' | 'waiting' | 'missing'

export const DUTY_STATUSES: Readonly<Record<DutyStatus, string>> = {
  'on-time': 'Đã gửi đúng hạn',
  late: 'Đã gửi, chậm',
  waiting: 'Chưa gửi, còn hạn',
  missing: 'Chưa gửi, quá hạn',
}

/** How a unit stood with a report at the end of a day, whatever came later. */
export function dutyStatus(
  duty: { readonly lastGoodDay: CalendarDate; readonly firstSubmittedOn: CalendarDate | null },
  asOf: CalendarDate,
): DutyStatus {
  const sentOn = duty.firstSubmittedOn !== null && duty.firstSubmittedOn <= asOf ? duty.firstSubmittedOn : null
  if (sentOn !== null) return sentOn <= duty.lastGoodDay ? 'on-time' : 'late'
  return asOf <= duty.lastGoodDay ? 'waiting' : 'missing'
}
