import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  type PeriodKind,
  periodBetween,
  periodByCode,
  type ReportingPeriod,
} from '../../../vocabulary/reporting-period.ts'
import type { ReportType } from './report-type.ts'

/** The kinds of period, as people call them. */
export const PERIOD_KINDS: Readonly<Record<PeriodKind, string>> = {
  month: 'Tháng',
  quarter: 'Quý',
  'half-year': '6 tháng',
  'five-months': '5 tháng đầu năm',
  'nine-months': '9 tháng đầu năm',
  year: 'Năm',
  free: 'Từ ngày đến ngày (chuyên đề, đột xuất, thống kê theo văn bản)',
}

export const ALL_PERIOD_KINDS = Object.keys(PERIOD_KINDS) as PeriodKind[]

/** How people name a period in a form: a year and a part of it, or two days. */
export type PeriodEntered = {
  year: number
  /** The end of the period's code (`Q3`, `H1`, `5M`), `year`, or `free`. */
  part: string
  from: CalendarDate | null
  to: CalendarDate | null
}

/** What can be chosen as the part of a year, by kind of period. */
const PARTS: Readonly<Record<PeriodKind, Readonly<Record<string, string>>>> = {
  month: Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`M${String(index + 1).padStart(2, '0')}`, `Tháng ${index + 1}`]),
  ),
  quarter: { Q1: 'Quý I', Q2: 'Quý II', Q3: 'Quý III', Q4: 'Quý IV' },
  'half-year': { H1: '6 tháng đầu năm', H2: '6 tháng cuối năm' },
  'five-months': { '5M': '5 tháng đầu năm' },
  'nine-months': { '9M': '9 tháng đầu năm' },
  year: { year: 'Cả năm' },
  free: { free: 'Từ ngày đến ngày' },
}

/** The parts of a year for which reports of these kinds of period are written. */
export function partsOfYear(kinds: readonly PeriodKind[]): Record<string, string> {
  return Object.fromEntries(kinds.flatMap((kind) => Object.entries(PARTS[kind])))
}

/**
 * The period that was entered, with the dates of the report type's cut-off.
 * Refuses `report.wrong-period-kind` (this report is not written for such periods), `report.days-missing` and
 * `calendar.period-reversed`.
 */
export function periodEntered(
  entered: PeriodEntered,
  type: Pick<ReportType, 'title' | 'cutOff' | 'periodKinds'>,
): ReportingPeriod {
  if (!Object.hasOwn(partsOfYear(type.periodKinds), entered.part)) {
    const message = `“${type.title}” không lập cho loại kỳ này. Hãy chọn kỳ khác trong danh sách.`
    throw new Refusal('invalid', 'report.wrong-period-kind', message, { part: message })
  }
  if (entered.part !== 'free') {
    return periodByCode(entered.part === 'year' ? `${entered.year}` : `${entered.year}-${entered.part}`, type.cutOff)
  }
  if (entered.from === null || entered.to === null) {
    const message = 'Hãy nhập cả ngày đầu và ngày cuối của kỳ.'
    throw new Refusal('invalid', 'report.days-missing', message, { [entered.from === null ? 'from' : 'to']: message })
  }
  try {
    return periodBetween(entered.from, entered.to, type.cutOff)
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    throw new Refusal(refusal.kind, refusal.code, refusal.messageForPerson, { to: refusal.messageForPerson })
  }
}

/** The period of a code, when reports of this type are written for its kind. Refuses as `periodEntered` does, and `calendar.no-such-period`. */
export function periodOfType(
  code: string,
  type: Pick<ReportType, 'title' | 'cutOff' | 'periodKinds'>,
): ReportingPeriod {
  const period = periodByCode(code, type.cutOff)
  if (type.periodKinds.includes(period.kind)) return period
  const message = `“${type.title}” không lập cho loại kỳ này.`
  throw new Refusal('invalid', 'report.wrong-period-kind', message, { part: message })
}

/** A period as its form shows it. */
export function periodFormValues(period: ReportingPeriod): { year: string; part: string } {
  const [year = '', part = 'year'] = period.kind === 'free' ? [period.from.slice(0, 4), 'free'] : period.code.split('-')
  return { year, part }
}
