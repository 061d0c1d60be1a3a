import { addDays, type CalendarDate, weekday } from '../../../vocabulary/calendar-date.ts'

/** How often a head must receive citizens, by the law of a day. */
export type Frequency = {
  times: number
  per: 'month' | 'week'
  /** `Chủ tịch Ủy ban nhân dân cấp xã trực tiếp tiếp công dân`. */
  title: string
  source: string
  note: string | null
}

/** `2026-11`. */
export type Month = string

export const monthOf = (day: CalendarDate): Month => day.slice(0, 7)
const firstOf = (month: Month): CalendarDate => `${month}-01`
export const lastOf = (month: Month): CalendarDate => addDays(firstOf(addMonths(month, 1)), -1)

export function addMonths(month: Month, count: number): Month {
  const [year = '', number = ''] = month.split('-')
  const months = Number(year) * 12 + Number(number) - 1 + count
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** The Monday of the day's week. */
export const mondayOf = (day: CalendarDate): CalendarDate => addDays(day, 1 - weekday(day))

/** The weeks that belong to a month, by their Mondays: a week belongs to the month that holds its Thursday, so each to exactly one. */
export function weeksOf(month: Month): CalendarDate[] {
  const weeks: CalendarDate[] = []
  for (let monday = mondayOf(firstOf(month)); monday <= lastOf(month); monday = addDays(monday, 7)) {
    if (monthOf(addDays(monday, 3)) === month) weeks.push(monday)
  }
  return weeks
}

export type ProposedDay = {
  plannedOn: CalendarDate
  /** The day off from which it was moved, or null. */
  movedFrom: CalendarDate | null
}

/**
 * The days on which a head could receive in a month to keep what the law asks: the given weekday (1 Monday to 7 Sunday) of each week, or
 * of as many weeks as the month needs, beginning with the given week. A day off moves to the next working day, as communes do; two that
 * fall on one day are one. `isWorkingDay` refuses a year whose days off are not known.
 */
export function proposedDays(
  {
    month,
    frequency,
    onWeekday,
    fromWeek,
  }: { month: Month; frequency: Frequency; onWeekday: number; fromWeek: number },
  isWorkingDay: (day: CalendarDate) => boolean,
): ProposedDay[] {
  const wanted =
    frequency.per === 'week' ? everyWeek(month, onWeekday) : someWeeks(month, frequency.times, onWeekday, fromWeek)
  const days = new Map<CalendarDate, ProposedDay>()
  for (const day of wanted) {
    let plannedOn = day
    while (!isWorkingDay(plannedOn)) plannedOn = addDays(plannedOn, 1)
    if (!days.has(plannedOn)) days.set(plannedOn, { plannedOn, movedFrom: plannedOn === day ? null : day })
  }
  return [...days.values()]
}

const everyWeek = (month: Month, onWeekday: number) => weeksOf(month).map((monday) => addDays(monday, onWeekday - 1))

/** The given weekday of the month for the n-th time, and for further times two weeks apart, without leaving the month. */
function someWeeks(month: Month, times: number, onWeekday: number, fromWeek: number): CalendarDate[] {
  const first = addDays(firstOf(month), (onWeekday - weekday(firstOf(month)) + 7) % 7)
  const weeks = Array.from({ length: times }, (_, index) => (fromWeek - 1 + index * 2) % 4)
  return weeks.sort((one, other) => one - other).map((week) => addDays(first, week * 7))
}

/** What a head did in one month, against what the law asks: in days, or in weeks with at least one day. */
export type MonthOfFrequency = {
  month: Month
  /** Null where no rule known sets a number. */
  required: number | null
  scheduled: number
  held: number
  /** What is missing and can no longer be made good: months and weeks that are over. */
  missing: number
}

/**
 * Required, scheduled and held, month by month of a year. `frequencyOn` gives the rule in force on a day; the one of a month is that of
 * its first day, of a week that of its Monday. A week without any working day asks for none. Weekly: two days in one week do not make
 * good for another. Held days count only where the head received in person.
 */
export function frequencyOfYear(
  year: number,
  days: { scheduled: readonly CalendarDate[]; held: readonly CalendarDate[] },
  rules: {
    /** The first day of which anything is known; what was before it is not missing but not told. Null when nothing is known. */
    since: CalendarDate | null
    frequencyOn: (day: CalendarDate) => Frequency | null
    isWorkingDay: (day: CalendarDate) => boolean
    today: CalendarDate
  },
): MonthOfFrequency[] {
  return Array.from({ length: 12 }, (_, index) => {
    const month = `${year}-${String(index + 1).padStart(2, '0')}`
    const frequency = rules.frequencyOn(firstOf(month))
    if (frequency?.per === 'week') return monthByWeeks(month, days, rules)
    const scheduled = countDays(days.scheduled, month)
    const held = countDays(days.held, month)
    const isOver = lastOf(month) < rules.today && rules.since !== null && lastOf(month) >= rules.since
    const required = frequency?.times ?? null
    return { month, required, scheduled, held, missing: isOver ? Math.max(0, (required ?? 0) - held) : 0 }
  })
}

const countDays = (days: readonly CalendarDate[], month: Month) =>
  new Set(days.filter((day) => monthOf(day) === month)).size

function monthByWeeks(
  month: Month,
  days: { scheduled: readonly CalendarDate[]; held: readonly CalendarDate[] },
  {
    since,
    isWorkingDay,
    today,
  }: { since: CalendarDate | null; isWorkingDay: (day: CalendarDate) => boolean; today: CalendarDate },
): MonthOfFrequency {
  const weeks = weeksOf(month).filter((monday) => weekdays(monday).some(isWorkingDay))
  const withDay = (of: readonly CalendarDate[]) => {
    const mondays = new Set(of.map(mondayOf))
    return weeks.filter((monday) => mondays.has(monday))
  }
  const held = withDay(days.held)
  const isOver = (monday: CalendarDate) => addDays(monday, 6) < today && since !== null && addDays(monday, 6) >= since
  const missing = weeks.filter((monday) => isOver(monday) && !held.includes(monday))
  return {
    month,
    required: weeks.length,
    scheduled: withDay(days.scheduled).length,
    held: held.length,
    missing: missing.length,
  }
}

const weekdays = (monday: CalendarDate) => [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days))
