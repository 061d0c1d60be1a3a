import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

/** A work of a contest of which only the outcome is written down, as its form shows it. */
export function workFormValues(work: {
  stageId: string
  authorName: string
  authorPlace: string
  workTitle: string
  prize: string | null
  awardedOn: CalendarDate | null
  version: number
}): Record<string, string> {
  return {
    stageId: work.stageId,
    authorName: work.authorName,
    authorPlace: work.authorPlace,
    workTitle: work.workTitle,
    prize: work.prize ?? '',
    awardedOn: work.awardedOn === null ? '' : formatCalendarDate(work.awardedOn),
    _version: String(work.version),
  }
}
