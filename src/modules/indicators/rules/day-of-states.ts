import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

/** The day on which the states of a period are read: its last day, or today while it still runs. */
export function dayOfStates(period: { readonly to: CalendarDate }, today: CalendarDate): CalendarDate {
  return period.to < today ? period.to : today
}
