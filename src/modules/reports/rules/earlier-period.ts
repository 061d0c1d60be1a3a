import { addDays } from '../../../vocabulary/calendar-date.ts'
import { periodsHolding, type ReportingPeriod, samePeriodLastYear } from '../../../vocabulary/reporting-period.ts'

/** A period whose report stands beside the one that is being written. */
export type EarlierPeriod = { readonly title: string; readonly period: ReportingPeriod }

/**
 * The periods whose words are worth looking at: the one directly before, where there are several of the kind in a year, and the same
 * of last year. Once when both are one.
 */
export function earlierPeriods(period: ReportingPeriod): EarlierPeriod[] {
  const lastYear = { title: 'Cùng kỳ năm trước', period: samePeriodLastYear(period) }
  const before = periodsHolding(period.kind, addDays(period.from, -1), period.cutOff)[0]
  if (!before || before.code === lastYear.period.code) return [lastYear]
  return [{ title: 'Kỳ trước', period: before }, lastYear]
}
