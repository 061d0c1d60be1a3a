import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { WorkingCalendar } from '../../calendar/index.ts'
import { publicationDeadline } from '../queries/publication-limit.ts'

/** When a day was published, and whether that was in time. */
export function publicationLine(
  { plannedOn, publishedOn }: { plannedOn: CalendarDate; publishedOn: CalendarDate | null },
  calendar: WorkingCalendar,
): string {
  const limit = publicationDeadline(plannedOn, calendar)
  const until = limit ? `chậm nhất ${formatCalendarDate(limit.due)} (${limit.source})` : ''
  if (publishedOn === null) return limit ? `Chưa công bố; ${until}` : 'Chưa công bố'
  const isLate = limit !== null && publishedOn > limit.due
  return `Ngày ${formatCalendarDate(publishedOn)}${isLate ? `, muộn: phải ${until}` : ''}`
}
