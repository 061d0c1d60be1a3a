import { type CalendarDate, formatCalendarDate, weekday, yearOf } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { SpecialDay, WorkingCalendar } from './working-days.ts'

/** A year as an official has entered it: all its days that do not follow their weekday. `settled`: nothing of it waits for a decision. */
export type EnteredYear = { readonly year: number; readonly settled: boolean; readonly days: readonly SpecialDay[] }

/**
 * The calendar with entered years in the place of what was known of them. Where a year is settled, nothing in it is in doubt any
 * more; what doubts a year that is not stays in doubt.
 */
export function withEnteredYears(known: WorkingCalendar, entered: readonly EnteredYear[]): WorkingCalendar {
  const replaced = new Set(entered.map(({ year }) => year))
  const settled = new Set(entered.filter((year) => year.settled).map(({ year }) => year))
  const kept = [...known.days.values()].filter((day) => !replaced.has(yearOf(day.date)))
  const years = known.knownYears
  return {
    days: new Map([...kept, ...entered.flatMap(({ days }) => days)].map((day) => [day.date, day])),
    undecided: known.undecided.filter((span) => !settled.has(yearOf(span.from))),
    knownYears: years && {
      first: Math.min(years.first, ...replaced),
      last: Math.max(years.last, ...replaced),
    },
  }
}

/**
 * Refuses (`invalid`), naming the day: `calendar.day-of-another-year`; `calendar.day-twice`; `calendar.not-a-saturday` for a day of
 * work that is no Saturday or Sunday; `calendar.not-a-weekday` for a day off in return or in exchange that nobody would work anyway.
 * And `calendar.year-before-is-missing`, because limits run over the turn of the year.
 */
export function requireSoundYear({ year, days }: EnteredYear, known: WorkingCalendar): void {
  if (known.knownYears && year > known.knownYears.last + 1) {
    throw new Refusal(
      'conflict',
      'calendar.year-before-is-missing',
      `Chưa có lịch nghỉ năm ${year - 1}. Hãy nhập năm đó trước, vì thời hạn tính liền từ năm này sang năm khác.`,
    )
  }
  const seen = new Set<CalendarDate>()
  for (const { date, kind } of days) {
    const written = formatCalendarDate(date)
    if (yearOf(date) !== year) throw unsound('calendar.day-of-another-year', `Ngày ${written} không thuộc năm ${year}.`)
    if (seen.has(date)) throw unsound('calendar.day-twice', `Ngày ${written} được ghi hai lần.`)
    seen.add(date)
    const atWeekend = weekday(date) > 5
    if (kind === 'swapped-in-saturday' && !atWeekend) {
      throw unsound('calendar.not-a-saturday', `Ngày ${written} vốn là ngày làm việc, không phải ngày làm bù.`)
    }
    if ((kind === 'compensatory-off' || kind === 'swapped-out-weekday') && atWeekend) {
      throw unsound(
        'calendar.not-a-weekday',
        `Ngày ${written} là cuối tuần nên không phải ngày nghỉ bù, nghỉ hoán đổi.`,
      )
    }
  }
}

function unsound(code: string, what: string): Refusal {
  const message = `${what} Hãy sửa dòng này; các dòng khác vẫn còn nguyên.`
  return new Refusal('invalid', code, message, { days: message })
}

/** The first and the last day whose meaning differs between two calendars of the year; null when none does. */
export function changedSpan(
  before: readonly SpecialDay[],
  after: readonly SpecialDay[],
): { from: CalendarDate; to: CalendarDate } | null {
  const worked = (days: readonly SpecialDay[]) =>
    new Map(days.map(({ date, kind }) => [date, kind === 'swapped-in-saturday']))
  const [old, now] = [worked(before), worked(after)]
  const differing = [...new Set([...old.keys(), ...now.keys()])]
    .filter((date) => old.get(date) !== now.get(date))
    .sort()
  const [from, to] = [differing[0], differing.at(-1)]
  return from === undefined || to === undefined ? null : { from, to }
}
