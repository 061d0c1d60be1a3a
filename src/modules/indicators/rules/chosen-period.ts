import { type CalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { periodBetween, periodByCode, type ReportingPeriod } from '../../../vocabulary/reporting-period.ts'

/** The part of a year that one can look at, as the end of a period's code; `free` is from day to day. */
export const PARTS_OF_YEAR = {
  year: 'Cả năm',
  Q1: 'Quý I',
  Q2: 'Quý II',
  Q3: 'Quý III',
  Q4: 'Quý IV',
  H1: '6 tháng đầu năm',
  H2: '6 tháng cuối năm',
  '5M': '5 tháng đầu năm',
  '9M': '9 tháng đầu năm',
  M01: 'Tháng 01',
  M02: 'Tháng 02',
  M03: 'Tháng 3',
  M04: 'Tháng 4',
  M05: 'Tháng 5',
  M06: 'Tháng 6',
  M07: 'Tháng 7',
  M08: 'Tháng 8',
  M09: 'Tháng 9',
  M10: 'Tháng 10',
  M11: 'Tháng 11',
  M12: 'Tháng 12',
  free: 'Từ ngày đến ngày',
} as const

export type PartOfYear = keyof typeof PARTS_OF_YEAR

export type PeriodChoice = {
  year?: number | undefined
  part?: PartOfYear | undefined
  from?: CalendarDate | undefined
  to?: CalendarDate | undefined
}

/**
 * The period a person chose to look at: a part of a year, or from day to day; this year when nothing is chosen.
 * Two days that do not make a period are a problem to be told beside their field; the answer is then this year.
 */
export function chosenPeriod(
  choice: PeriodChoice,
  today: CalendarDate,
): { period: ReportingPeriod; problems: Readonly<Record<string, string>> } {
  const year = choice.year ?? yearOf(today)
  const isFree = choice.part === 'free' || (choice.part === undefined && choice.from !== undefined)
  if (!isFree) return { period: periodByCode(codeOf(year, choice.part)), problems: {} }
  const thisYear = periodByCode(String(yearOf(today)))
  const { from, to } = choice
  if (from === undefined || to === undefined) {
    const field = from === undefined ? 'from' : 'to'
    return { period: thisYear, problems: { [field]: 'Hãy nhập đủ hai ngày theo mẫu ngày/tháng/năm.' } }
  }
  try {
    return { period: periodBetween(from, to), problems: {} }
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    return { period: thisYear, problems: { to: refusal.messageForPerson } }
  }
}

function codeOf(year: number, part: PartOfYear | undefined): string {
  return part === undefined || part === 'year' ? `${year}` : `${year}-${part}`
}
