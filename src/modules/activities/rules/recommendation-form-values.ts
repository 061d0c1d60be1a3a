import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

/** A recommendation as its form shows it. */
export function recommendationFormValues(recommendation: {
  content: string
  responsibleUnitId: string
  dueOn: CalendarDate | null
  version: number
}): Record<string, string> {
  return {
    content: recommendation.content,
    responsibleUnitId: recommendation.responsibleUnitId,
    dueOn: recommendation.dueOn === null ? '' : formatCalendarDate(recommendation.dueOn),
    _version: String(recommendation.version),
  }
}
