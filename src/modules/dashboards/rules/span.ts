import { addDays, type CalendarDate, formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { periodBetween, periodsHolding, type ReportingPeriod } from '../../../vocabulary/reporting-period.ts'

/** Which time a table is about. All but `free` move on with the day on which it is looked at. */
export const SPANS = {
  'this-year': 'Từ đầu năm đến nay',
  'this-quarter': 'Từ đầu quý đến nay',
  'this-month': 'Từ đầu tháng đến nay',
  'last-month': 'Tháng trước',
  'last-quarter': 'Quý trước',
  'last-year': 'Năm trước',
  'two-years': 'Năm trước và năm nay',
  'five-years': '5 năm gần đây',
  free: 'Từ ngày đến ngày',
} as const
export type SpanChoice = keyof typeof SPANS

/** Into which periods it is divided. */
export const STEPS = { month: 'Tháng', quarter: 'Quý', 'half-year': '6 tháng', year: 'Năm' } as const
export type Step = keyof typeof STEPS

export type SpanAsked = {
  readonly span: SpanChoice
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
}

/**
 * The days that a choice means on the given day; nothing later than that day.
 * Refuses `dashboards.no-days` (from day to day without both), `calendar.period-reversed` and `dashboards.not-begun`.
 */
export function spanOn({ span, from, to }: SpanAsked, today: CalendarDate): ReportingPeriod {
  const year = yearOf(today)
  const upToToday = (first: CalendarDate) => periodBetween(first, today)
  const before = (kind: 'month' | 'quarter') => {
    const [current] = periodsHolding(kind, today)
    const [previous] = periodsHolding(kind, addDays(current?.from ?? today, -1))
    return previous ?? upToToday(today)
  }
  switch (span) {
    case 'this-year':
      return upToToday(`${year}-01-01`)
    case 'this-quarter':
      return upToToday(periodsHolding('quarter', today)[0]?.from ?? today)
    case 'this-month':
      return upToToday(`${today.slice(0, 8)}01`)
    case 'last-month':
      return before('month')
    case 'last-quarter':
      return before('quarter')
    case 'last-year':
      return periodBetween(`${year - 1}-01-01`, `${year - 1}-12-31`)
    case 'two-years':
      return upToToday(`${year - 1}-01-01`)
    case 'five-years':
      return upToToday(`${year - 4}-01-01`)
    case 'free':
      return fromDayToDay(from, to, today)
  }
}

function fromDayToDay(from: CalendarDate | null, to: CalendarDate | null, today: CalendarDate): ReportingPeriod {
  if (from === null || to === null) {
    const message = 'Hãy nhập đủ hai ngày theo mẫu ngày/tháng/năm.'
    throw new Refusal('invalid', 'dashboards.no-days', message, { [from === null ? 'from' : 'to']: message })
  }
  if (from > today) {
    const message = `Ngày ${formatCalendarDate(from)} chưa đến nên chưa có gì để đếm. Hãy chọn ngày bắt đầu sớm hơn.`
    throw new Refusal('invalid', 'dashboards.not-begun', message, { from: message })
  }
  const span = periodBetween(from, to)
  return to > today ? periodBetween(from, today) : span
}

/**
 * The periods of the kind that together make up the span, in their order: the first and the last are cut off where the span begins and
 * ends, and then say so.
 */
export function stepsOf(
  span: { readonly from: CalendarDate; readonly to: CalendarDate },
  step: Step,
): { title: string; from: CalendarDate; to: CalendarDate }[] {
  const steps: { title: string; from: CalendarDate; to: CalendarDate }[] = []
  for (let day = span.from; day <= span.to; ) {
    const [period] = periodsHolding(step, day)
    if (!period) break
    const from = period.from < span.from ? span.from : period.from
    const to = period.to > span.to ? span.to : period.to
    const cut = [
      ...(from > period.from ? [`từ ${formatCalendarDate(from)}`] : []),
      ...(to < period.to ? [`đến ${formatCalendarDate(to)}`] : []),
    ]
    steps.push({ title: cut.length === 0 ? period.title : `${period.title} (${cut.join(' ')})`, from, to })
    day = addDays(period.to, 1)
  }
  return steps
}
