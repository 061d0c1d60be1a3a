import { type CalendarDate, yearOf } from '../../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { type PeriodKind, periodsHolding, type ReportingPeriod } from '../../../../vocabulary/reporting-period.ts'
import { partsOfYear, periodEntered, periodFormValues } from '../period-entered.ts'

const PERIOD_KINDS: readonly PeriodKind[] = ['quarter', 'half-year', 'nine-months', 'year', 'month', 'free']

/** The periods for which the forms are counted, as they are chosen; cut off on the 14th (Circular 01/2024/TT-TTCP, Article 7). */
export const FORM_PERIODS = partsOfYear(PERIOD_KINDS)

export type PeriodChosen = {
  part?: string | undefined
  year?: number | undefined
  from?: CalendarDate | undefined
  to?: CalendarDate | undefined
}

/** The period that was chosen, the running quarter when none was; what makes no period is a problem to be told beside its field. */
export function formPeriod(
  chosen: PeriodChosen,
  today: CalendarDate,
): { period: ReportingPeriod; problems: Readonly<Record<string, string>> } {
  const [running] = periodsHolding('quarter', today, 'mid-month')
  if (!running) throw new Error('Every day is in a quarter.')
  if (Object.values(chosen).every((each) => each === undefined)) return { period: running, problems: {} }
  const { part = chosen.from === undefined ? 'year' : 'free', year = yearOf(today), from = null, to = null } = chosen
  try {
    const type = { title: 'Biểu số liệu', cutOff: 'mid-month' as const, periodKinds: PERIOD_KINDS }
    return { period: periodEntered({ part, year, from, to }, type), problems: {} }
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    return { period: running, problems: refusal.fields }
  }
}

/** The same period as its fields and its address show it. */
export function formPeriodValues(period: ReportingPeriod): Record<string, string> {
  const { part, year } = periodFormValues(period)
  return part === 'free' ? { part, year, from: period.from, to: period.to } : { part, year }
}
