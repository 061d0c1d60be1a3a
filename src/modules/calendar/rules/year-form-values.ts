import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { SpecialDay } from './working-days.ts'

/** How many days a year's form has room for; a year has about twenty. */
export const ROWS = 32

/** The form's values of a year: one row for each day. */
export function yearFormValues(year: {
  decision: string
  settled: boolean
  days: readonly SpecialDay[]
}): Record<string, string> {
  return {
    decision: year.decision,
    settled: year.settled ? 'yes' : '',
    ...Object.fromEntries(
      year.days.flatMap(({ date, kind, name }, index) => [
        [`date${index}`, formatCalendarDate(date)],
        [`kind${index}`, kind],
        [`name${index}`, name],
      ]),
    ),
  }
}
