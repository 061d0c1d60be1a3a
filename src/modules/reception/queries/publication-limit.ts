import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { deadline, type WorkingCalendar } from '../../calendar/index.ts'

/** The last day on which the schedule of a reception day may be made public, and the act; null where the calendar is not known. */
export function publicationDeadline(
  plannedOn: CalendarDate,
  calendar: WorkingCalendar,
): { due: CalendarDate; source: string } | null {
  try {
    return deadline({ rule: 'tcd-schedule', event: plannedOn }, calendar)
  } catch (refusal) {
    if (refusal instanceof Refusal) return null
    throw refusal
  }
}
