import { addDays, type CalendarDate, daysBetween } from '../../../vocabulary/calendar-date.ts'

/** A task on a line of time: from the day it is done from to the last day on which it is on time. */
export type Span = { from: CalendarDate; to: CalendarDate }

/** The line of time over all spans in whole months, at least one. */
export type Timeline = {
  from: CalendarDate
  /** The last day of the last month. */
  to: CalendarDate
  months: { month: CalendarDate; start: number; width: number }[]
}

/**
 * The whole months that hold all spans; null for none. `start` and `width` are shares of the whole, from 0 to 1.
 * At most `MOST_MONTHS`: what lies further off is cut.
 */
export function timelineOver(spans: readonly Span[]): Timeline | null {
  const [first] = spans
  if (!first) return null
  const earliest = spans.reduce((least, { from }) => (from < least ? from : least), first.from)
  const latest = spans.reduce((most, { to }) => (to > most ? to : most), first.to)
  const starts: CalendarDate[] = []
  for (let month = firstOfMonth(earliest); month <= latest && starts.length < MOST_MONTHS; month = nextMonth(month)) {
    starts.push(month)
  }
  const from = firstOfMonth(earliest)
  const to = addDays(nextMonth(starts.at(-1) ?? from), -1)
  const days = daysBetween(from, to) + 1
  const months = starts.map((month) => ({
    month,
    start: daysBetween(from, month) / days,
    width: daysBetween(month, nextMonth(month)) / days,
  }))
  return { from, to, months }
}

/** Where a span stands on the line, as shares of the whole; a single day is as wide as a day. What lies outside is cut. */
export function placeOf(span: Span, { from, to }: Pick<Timeline, 'from' | 'to'>): { start: number; width: number } {
  const days = daysBetween(from, to) + 1
  const inside = (day: CalendarDate) => (day < from ? from : day > to ? to : day)
  const start = daysBetween(from, inside(span.from))
  return { start: start / days, width: (daysBetween(inside(span.from), inside(span.to)) + 1) / days }
}

/**
 * When a task is worked on: its own period, else from the day it was given; always up to its last good day when that is later.
 */
export function spanOf(task: {
  periodFrom: CalendarDate | null
  assignedOn: CalendarDate | null
  lastGoodDay: CalendarDate
}): Span {
  const from = task.periodFrom ?? task.assignedOn ?? task.lastGoodDay
  return { from: from < task.lastGoodDay ? from : task.lastGoodDay, to: task.lastGoodDay }
}

/** Three years: a plan of several years is still drawn. */
const MOST_MONTHS = 36

const firstOfMonth = (day: CalendarDate): CalendarDate => `${day.slice(0, 7)}-01`
const nextMonth = (first: CalendarDate): CalendarDate => firstOfMonth(addDays(first, 31))
