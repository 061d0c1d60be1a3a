import { addDays, type CalendarDate, formatCalendarDate, isCalendarDate, yearOf } from './calendar-date.ts'
import { Refusal } from './refusal.ts'

/** The kinds of period that have a name. `free` is any other from–to, as a request or an old report wants it. */
export type PeriodKind = 'month' | 'quarter' | 'half-year' | 'five-months' | 'nine-months' | 'year' | 'free'

/**
 * Where the figures are cut off. `calendar`: from the 1st to the last day of the month (statistical reports, Decree 60/2018).
 * `mid-month`: from the 15th of the month before to the 14th (Decree 09/2019 Article 12, Circular 01/2024/TT-TTCP Article 7).
 * The rule belongs to the report type, so the same code means other dates in another report.
 */
export type CutOff = 'calendar' | 'mid-month'

/** A period of reporting. `from` and `to` are both inside it; `code` and `title` are the same under each cut-off. */
export type ReportingPeriod = {
  readonly kind: PeriodKind
  readonly cutOff: CutOff
  /** `2019-Q3`, `2023-M01`, `2022-H1`, `2023-5M`, `2022-9M`, `2022`, or `2023-01-01..2023-05-31`. */
  readonly code: string
  /** As a Vietnamese reader calls it: `Quý III năm 2019`. */
  readonly title: string
  readonly from: CalendarDate
  readonly to: CalendarDate
}

type NamedKind = Exclude<PeriodKind, 'free'>
type Shape = { readonly count: number; readonly lengthInMonths: number }

/** How many periods of the kind a year has, and how long each is; the first of them starts with the year. */
const SHAPES: Readonly<Record<NamedKind, Shape>> = {
  month: { count: 12, lengthInMonths: 1 },
  quarter: { count: 4, lengthInMonths: 3 },
  'half-year': { count: 2, lengthInMonths: 6 },
  'five-months': { count: 1, lengthInMonths: 5 },
  'nine-months': { count: 1, lengthInMonths: 9 },
  year: { count: 1, lengthInMonths: 12 },
}

const ROMAN = ['I', 'II', 'III', 'IV']
const FREE_CODE = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/
const NAMED_CODE = /^((?:19|2\d)\d{2})(?:-(?:M(0[1-9]|1[0-2])|Q([1-4])|H([12])|(5M)|(9M)|(Y)))?$/

/**
 * The period that the code names, with the dates of the report type's cut-off.
 * A free period (`2023-01-01..2023-05-31`) carries its own dates, whatever the cut-off.
 * Refuses `calendar.no-such-period` and `calendar.period-reversed`.
 */
export function periodByCode(code: string, cutOff: CutOff = 'calendar'): ReportingPeriod {
  const written = code.trim()
  const free = FREE_CODE.exec(written)
  if (free?.[1] && free[2] && isCalendarDate(free[1]) && isCalendarDate(free[2])) {
    return periodBetween(free[1], free[2], cutOff)
  }
  const named = NAMED_CODE.exec(written)
  if (!named) {
    throw new Refusal(
      'invalid',
      'calendar.no-such-period',
      `Không có kỳ báo cáo “${written}”. Hãy ghi theo một trong các mẫu: 2023-M01 (tháng), 2019-Q3 (quý), 2022-H1 hoặc 2022-H2 (6 tháng), 2023-5M, 2022-9M, 2022 (năm), 2023-01-01..2023-05-31 (từ ngày đến ngày).`,
    )
  }
  const [, year, month, quarter, half, five, nine] = named
  if (month) return namedPeriod('month', Number(year), Number(month), cutOff)
  if (quarter) return namedPeriod('quarter', Number(year), Number(quarter), cutOff)
  if (half) return namedPeriod('half-year', Number(year), Number(half), cutOff)
  if (five) return namedPeriod('five-months', Number(year), 1, cutOff)
  if (nine) return namedPeriod('nine-months', Number(year), 1, cutOff)
  return namedPeriod('year', Number(year), 1, cutOff)
}

/** The free period between two dates, both inside it. Refuses `calendar.period-reversed` when it ends before it begins. */
export function periodBetween(from: CalendarDate, to: CalendarDate, cutOff: CutOff = 'calendar'): ReportingPeriod {
  const [first, last] = [formatCalendarDate(from), formatCalendarDate(to)]
  if (to < from) {
    throw new Refusal(
      'invalid',
      'calendar.period-reversed',
      `Kỳ báo cáo kết thúc (${last}) trước ngày bắt đầu (${first}). Hãy kiểm tra lại hai ngày.`,
    )
  }
  return { kind: 'free', cutOff, code: `${from}..${to}`, title: `từ ${first} đến ${last}`, from, to }
}

/**
 * The periods of the kind that hold the date: one, or none (the five months don't hold October).
 * Of kind `free` there are none: such a period exists only when somebody asks for it.
 */
export function periodsHolding(kind: PeriodKind, date: CalendarDate, cutOff: CutOff = 'calendar'): ReportingPeriod[] {
  if (kind === 'free') return []
  const numbers = Array.from({ length: SHAPES[kind].count }, (_, index) => index + 1)
  // From 15 December on, a mid-month period belongs to the next year.
  return [yearOf(date), yearOf(date) + 1]
    .flatMap((year) => numbers.map((number) => namedPeriod(kind, year, number, cutOff)))
    .filter((period) => period.from <= date && date <= period.to)
}

/**
 * The same period one year earlier, under the same cut-off.
 * A free period keeps its days and months; 29 February becomes the 28th, and an end at the end of February stays there.
 */
export function samePeriodLastYear(period: ReportingPeriod): ReportingPeriod {
  if (period.kind !== 'free') {
    return periodByCode(`${Number(period.code.slice(0, 4)) - 1}${period.code.slice(4)}`, period.cutOff)
  }
  const endsWithFebruary = addDays(period.to, 1).endsWith('-03-01')
  const to = endsWithFebruary ? addDays(`${yearOf(period.to) - 1}-03-01`, -1) : yearEarlier(period.to)
  return periodBetween(yearEarlier(period.from), to, period.cutOff)
}

/** True from the first day of the period on: before it there is nothing to report. */
export function hasBegun(period: Pick<ReportingPeriod, 'from'>, today: CalendarDate): boolean {
  return period.from <= today
}

function namedPeriod(kind: NamedKind, year: number, number: number, cutOff: CutOff): ReportingPeriod {
  const { lengthInMonths } = SHAPES[kind]
  const firstMonth = (number - 1) * lengthInMonths + 1
  const firstDay = dayOf(year, firstMonth, 1)
  const dayAfter = dayOf(year, firstMonth + lengthInMonths, 1)
  return {
    kind,
    cutOff,
    ...nameOf(kind, year, number),
    from: cutOff === 'calendar' ? firstDay : dayOf(year, firstMonth - 1, 15),
    to: cutOff === 'calendar' ? addDays(dayAfter, -1) : dayOf(year, firstMonth + lengthInMonths - 1, 14),
  }
}

/** The day of a month counted from January of the year: month 0 is the December before, month 13 the January after. */
function dayOf(year: number, month: number, day: number): CalendarDate {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

function nameOf(kind: NamedKind, year: number, number: number): Pick<ReportingPeriod, 'code' | 'title'> {
  switch (kind) {
    case 'month':
      return { code: `${year}-M${String(number).padStart(2, '0')}`, title: `Tháng ${monthName(number)} năm ${year}` }
    case 'quarter':
      return { code: `${year}-Q${number}`, title: `Quý ${ROMAN[number - 1] ?? ''} năm ${year}` }
    case 'half-year':
      return { code: `${year}-H${number}`, title: `6 tháng ${number === 1 ? 'đầu' : 'cuối'} năm ${year}` }
    case 'five-months':
      return { code: `${year}-5M`, title: `5 tháng đầu năm ${year}` }
    case 'nine-months':
      return { code: `${year}-9M`, title: `9 tháng đầu năm ${year}` }
    case 'year':
      return { code: `${year}`, title: `Năm ${year}` }
  }
}

/** Official papers write a nought before months 1 and 2 only (Decree 30/2020, Annex I). */
function monthName(month: number): string {
  return month < 3 ? `0${month}` : `${month}`
}

function yearEarlier(date: CalendarDate): CalendarDate {
  const earlier = `${yearOf(date) - 1}${date.slice(4)}`
  return isCalendarDate(earlier) ? earlier : `${earlier.slice(0, 8)}28`
}
