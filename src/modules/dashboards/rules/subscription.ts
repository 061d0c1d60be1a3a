import { addDays, type CalendarDate, weekday } from '../../../vocabulary/calendar-date.ts'

/** How often the figures of a view come by mail. */
export const RHYTHMS = { weekly: 'Mỗi tuần, sáng thứ Hai', monthly: 'Mỗi tháng, sáng ngày 01' } as const
export type Rhythm = keyof typeof RHYTHMS

/** Why no mail comes any more. */
export const END_REASONS = {
  unsubscribed: 'đã thôi nhận',
  'no-post': 'chức vụ không còn quyền xem số liệu',
  'not-shared': 'bảng không còn được chia sẻ',
} as const
export type EndReason = keyof typeof END_REASONS

type Standing = {
  readonly rhythm: Rhythm
  readonly subscribedOn: CalendarDate
  readonly lastSentOn: CalendarDate | null
}

/**
 * True when the mail of this week or month has not gone out yet. The first one comes at the beginning of the next week or month after
 * subscribing; a day on which the system stood still is made up for on the next one.
 */
export function isDue({ rhythm, subscribedOn, lastSentOn }: Standing, today: CalendarDate): boolean {
  const last = lastSentOn ?? subscribedOn
  return last < beginningOf(rhythm, today)
}

/** The day on which the current week or month began. */
function beginningOf(rhythm: Rhythm, day: CalendarDate): CalendarDate {
  return rhythm === 'monthly' ? `${day.slice(0, 8)}01` : addDays(day, 1 - weekday(day))
}
