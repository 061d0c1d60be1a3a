import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

/** The words of the rule, for forms. Source: Decree 30/2020/NĐ-CP, Articles 4 and 18. */
export const REGISTRATION_RULE =
  'Văn bản đi đăng ký và phát hành trong ngày ký, chậm nhất ngày làm việc tiếp theo (Nghị định 30/2020/NĐ-CP).'

/**
 * The last day on which an outgoing document is registered in time when it was registered after that day; null when it was in time.
 * `nextWorkingDay` is the first working day after the day of the document.
 */
export function missedRegistrationDay(given: {
  registeredOn: CalendarDate
  nextWorkingDay: CalendarDate
}): CalendarDate | null {
  return given.registeredOn > given.nextWorkingDay ? given.nextWorkingDay : null
}
