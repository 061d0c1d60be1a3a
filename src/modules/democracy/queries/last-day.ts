import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { deadline, type WorkingCalendar } from '../../calendar/index.ts'

/** The limits of Law 10/2022/QH15 that run here: making public, sending a decision, recognising it. */
export type LimitOfDemocracy = 'dc-publish' | 'dc-send' | 'dc-recognise'

/** The last day of a limit that starts on the day; null where the days off of that year are not known. */
export function lastDayOf(rule: LimitOfDemocracy, start: CalendarDate, calendar: WorkingCalendar): CalendarDate | null {
  try {
    return deadline({ rule, start }, calendar).due
  } catch (refusal) {
    if (refusal instanceof Refusal) return null
    throw refusal
  }
}
