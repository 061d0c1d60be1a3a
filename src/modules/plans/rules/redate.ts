import { addDays, type CalendarDate, isCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { type Deadline, lastGoodDay } from './progress.ts'

/** The first day from this one on, itself included, on which state bodies work; `why` says why the days before it were passed over. */
export type NextWorkingDay = (day: CalendarDate) => { day: CalendarDate; why: string | null }

export type RedatedDeadline = Deadline & {
  lastGoodDay: CalendarDate
  /** Why it is not simply the same day of the other year; null when it is. */
  why: string | null
}

/** The same day in another year; 29 February becomes the 28th where the year has none. */
export function sameDayIn(year: number, day: CalendarDate): CalendarDate {
  const moved = `${year}${day.slice(4)}`
  return isCalendarDate(moved) ? moved : `${year}-02-28`
}

/**
 * A deadline moved by whole years. Its last good day must be one on which people work, else it moves on to the next; “trước ngày”
 * stays “trước ngày”, so that the day named is then the one after.
 * The Civil Code 91/2015/QH13, Article 148(5), moves the end of a limit so; for a day that an office sets itself this is the house's own
 * choice, shown before it is kept.
 */
export function redatedDeadline(deadline: Deadline, years: number, nextWorkingDay: NextWorkingDay): RedatedDeadline {
  const named = sameDayIn(yearOf(deadline.dueOn) + years, deadline.dueOn)
  const wanted = lastGoodDay({ dueOn: named, dueOnExcluded: deadline.dueOnExcluded })
  const { day, why } = nextWorkingDay(wanted)
  const dueOn = deadline.dueOnExcluded ? addDays(day, 1) : day
  return { dueOn, dueOnExcluded: deadline.dueOnExcluded, lastGoodDay: day, why }
}

/** A day on the way, moved the same way; never after the last good day of the whole. */
export function redatedDay(
  day: CalendarDate,
  years: number,
  { nextWorkingDay, atMost }: { nextWorkingDay: NextWorkingDay; atMost: CalendarDate },
): CalendarDate {
  const moved = nextWorkingDay(sameDayIn(yearOf(day) + years, day)).day
  return moved > atMost ? atMost : moved
}
