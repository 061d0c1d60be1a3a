import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { deadline, type WorkingCalendar } from '../../calendar/index.ts'

/** Until when a second complaint may be filed: ordinarily, and where it is hard to travel. */
export type SecondComplaintTerm = {
  due: CalendarDate
  remoteDue: CalendarDate
  days: number
  source: string
}

/**
 * The term for a second complaint, counted from the day of the decision: who receives it later has so much longer.
 * Null when the calendar does not know the year.
 * Source: Law on Complaints 02/2011/QH13, Article 33(1).
 */
export function secondComplaintTerm(decidedOn: CalendarDate, calendar: WorkingCalendar): SecondComplaintTerm | null {
  try {
    const ordinary = deadline({ rule: 'kn-second-file', start: decidedOn }, calendar)
    const remote = deadline({ rule: 'kn-second-file', start: decidedOn, remote: true }, calendar)
    return { due: ordinary.due, remoteDue: remote.due, days: ordinary.limit, source: ordinary.source }
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === 'calendar.year-not-known') return null
    throw refusal
  }
}

/** What stands in the summary of a second complaint that somebody begins from the answer to the first. */
export const secondComplaintTitle = ({
  number,
  year,
  decidedOn,
}: {
  number: number
  year: number
  decidedOn: CalendarDate
}) => `Khiếu nại lần hai đối với kết quả giải quyết đơn số ${number}/${year} ngày ${formatCalendarDate(decidedOn)}`
