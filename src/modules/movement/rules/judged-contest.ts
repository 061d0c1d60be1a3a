import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { wordsOf } from '../../../vocabulary/text-likeness.ts'

/** What becomes of a work that was sent in to a judged contest. */
export const ENTRY_STATES = {
  received: 'Chờ xét điều kiện',
  admitted: 'Đủ điều kiện dự thi',
  refused: 'Không đủ điều kiện',
} as const
export type EntryState = keyof typeof ENTRY_STATES

/** What can be decided about a work that waits. */
export const ADMISSIONS = { admitted: 'Đủ điều kiện, đưa vào chấm', refused: ENTRY_STATES.refused } as const
export type Admission = keyof typeof ADMISSIONS

/** Works come in from the first day to the last, both included. Null where no days are set. */
export type RoundDays = { readonly opensOn: CalendarDate | null; readonly closesOn: CalendarDate | null }

export function isReceiving({ opensOn, closesOn }: RoundDays, today: CalendarDate): boolean {
  return opensOn !== null && closesOn !== null && opensOn <= today && today <= closesOn
}

/** Refuses `movement.not-receiving` outside the days in which works are received. */
export function refuseOutsideReceiving(days: RoundDays, today: CalendarDate): void {
  if (isReceiving(days, today)) return
  const { opensOn, closesOn } = days
  const span =
    opensOn && closesOn ? `từ ngày ${formatCalendarDate(opensOn)} đến hết ngày ${formatCalendarDate(closesOn)}` : ''
  throw new Refusal(
    'conflict',
    'movement.not-receiving',
    span ? `Cuộc thi chỉ nhận bài ${span}. Bài chưa được gửi.` : 'Cuộc thi chưa mở nhận bài. Bài chưa được gửi.',
  )
}

/**
 * The names, of those given, that stand word by word in a text; accents and capitals don't matter. Several authors are separated by
 * commas or “và”. A name of one word alone is too common to tell anything.
 */
export function namesIn(text: string, authorNames: string): string[] {
  const words = ` ${wordsOf(text).join(' ')} `
  return authorNames
    .split(/[,;\n]|\s+và\s+/u)
    .map((name) => name.trim())
    .filter((name) => wordsOf(name).length > 1 && words.includes(` ${wordsOf(name).join(' ')} `))
}

/**
 * A number of four digits for a work that no other work of the contest has. `chance` answers a number from 0 up to 1. Numbers follow
 * no order, so that neither they nor their gaps tell when a work came or whose it is.
 */
export function entryNumber(taken: ReadonlySet<number>, chance: () => number): number {
  const free = Array.from({ length: 9000 }, (_, index) => 1000 + index).filter((number) => !taken.has(number))
  const number = free[Math.floor(chance() * free.length)]
  if (number !== undefined) return number
  throw new Refusal(
    'conflict',
    'movement.contest-full',
    'Cuộc thi đã nhận đủ số bài hệ thống giữ được. Bài chưa được gửi.',
  )
}
