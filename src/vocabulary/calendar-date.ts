import { Refusal } from './refusal.ts'

/**
 * A civil date in Asia/Ho_Chi_Minh, written `YYYY-MM-DD`. Compared as text: the order of the letters is the order of the days.
 * A limit of law is a date, never an instant (domain rule: the day ends at 24:00 Vietnam time).
 */
export type CalendarDate = string

const MILLISECONDS_PER_DAY = 86_400_000
/** Viet Nam has kept UTC+7 without daylight saving since 1975. */
const VIETNAM_OFFSET_IN_MILLISECONDS = 7 * 3_600_000

/** The date on which the given instant falls in Viet Nam. */
export function dateInVietnam(instant: Date): CalendarDate {
  return new Date(instant.getTime() + VIETNAM_OFFSET_IN_MILLISECONDS).toISOString().slice(0, 10)
}

/** True when the text is a day that exists, written `YYYY-MM-DD` (years 1900 to 2999). */
export function isCalendarDate(text: string): boolean {
  const match = /^((?:19|2\d)\d{2})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}

/**
 * Reads a date as a person writes it: `5/3/2026`, `05/03/2026`, `05-03-2026`, `05.03.2026` or `2026-03-05`.
 * Refuses `calendar.no-such-date` for 30/02 and anything else that is not a day.
 */
export function parseCalendarDate(text: string): CalendarDate {
  const trimmed = text.trim()
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(trimmed)
  const written = match
    ? `${match[3]}-${(match[2] ?? '').padStart(2, '0')}-${(match[1] ?? '').padStart(2, '0')}`
    : trimmed
  if (!isCalendarDate(written)) {
    throw new Refusal(
      'invalid',
      'calendar.no-such-date',
      `Không có ngày “${trimmed}”. Hãy ghi ngày theo mẫu ngày/tháng/năm, ví dụ 22/11/2026.`,
    )
  }
  return written
}

/** `2026-03-05` as Vietnamese readers write it: `05/03/2026`. */
export function formatCalendarDate(date: CalendarDate): string {
  const [year, month, day] = date.split('-')
  return `${day}/${month}/${year}`
}

/** The date that many calendar days later (or earlier, when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10)
}

/** Calendar days from the first date to the second; negative when the second is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MILLISECONDS_PER_DAY)
}

/** 1 for Monday … 7 for Sunday. */
export function weekday(date: CalendarDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}

/** The year of the date, as a number. */
export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4))
}
