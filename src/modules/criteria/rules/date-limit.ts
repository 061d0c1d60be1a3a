import {
  addDays,
  type CalendarDate,
  daysBetween,
  formatCalendarDate,
  isCalendarDate,
} from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/**
 * A day of every year up to which something is on time. “Trước ngày 05” read literally makes the 4th the last good day, practice
 * may accept the 5th: the set says which.
 */
export interface DateLimit {
  /** `12-05`: month and day. */
  readonly monthDay: string
  /** Of the assessed year, the year before it or the year after it. */
  readonly year: 'previous' | 'same' | 'next'
  /** `17:00`, Vietnam time; without it the day ends at midnight. */
  readonly time?: string
  /** True: up to and including the day or the hour. False: before it. */
  readonly included: boolean
}

export interface Lateness {
  /** 0 when on time. Counted in calendar days; hours past the limit on the same day count as one day. */
  readonly daysLate: number
  /** `ngày 03/12/2025, hạn trước ngày 05/12/2025`. */
  readonly words: string
}

const YEAR_OFFSET = { previous: -1, same: 0, next: 1 } as const

/**
 * How late the moment is: a date `2025-12-03`, or with an hour `2025-12-03T16:30`.
 * Refuses `criteria.not-a-date`, and `criteria.hour-needed` when the limit has an hour and the moment falls on its day without one.
 */
export function latenessOf(limit: DateLimit, year: number, moment: string, title: string): Lateness {
  const [date = '', time] = moment.split('T')
  if (!isCalendarDate(date) || (time !== undefined && !isTime(time))) {
    throw new Refusal(
      'invalid',
      'criteria.not-a-date',
      `“${title}” cần một ngày có thật, nhưng đang ghi là “${moment}”. Hãy ghi lại ngày; các số liệu khác vẫn được giữ.`,
    )
  }
  const limitDate = limitDateOf(limit, year)
  if (limit.time !== undefined && date === limitDate && time === undefined) {
    throw new Refusal(
      'invalid',
      'criteria.hour-needed',
      `“${title}” rơi đúng ngày cuối của thời hạn, mà thời hạn tính đến ${limit.time}. Hãy ghi thêm giờ.`,
    )
  }
  const given = `ngày ${formatCalendarDate(date)}${time === undefined ? '' : ` lúc ${time}`}`
  return { daysLate: daysLate(limit, limitDate, date, time), words: `${given}, hạn ${describeLimit(limit, year)}` }
}

/** `trước ngày 05/12/2025`, `đến hết ngày 30/11/2025`, `đến 17:00 ngày 30/11/2025`. */
export function describeLimit(limit: DateLimit, year: number): string {
  const day = `ngày ${formatCalendarDate(limitDateOf(limit, year))}`
  if (limit.time !== undefined) return `${limit.included ? 'đến' : 'trước'} ${limit.time} ${day}`
  return limit.included ? `đến hết ${day}` : `trước ${day}`
}

export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

function limitDateOf(limit: DateLimit, year: number): CalendarDate {
  return `${year + YEAR_OFFSET[limit.year]}-${limit.monthDay}`
}

function daysLate(limit: DateLimit, limitDate: CalendarDate, date: CalendarDate, time: string | undefined): number {
  if (limit.time === undefined)
    return Math.max(0, daysBetween(limit.included ? limitDate : addDays(limitDate, -1), date))
  if (date !== limitDate) return Math.max(0, daysBetween(limitDate, date))
  const inTime = time === undefined || (limit.included ? time <= limit.time : time < limit.time)
  return inTime ? 0 : 1
}
