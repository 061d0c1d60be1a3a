import { parseCalendarDate } from '../../../vocabulary/calendar-date.ts'
import {
  type CutOff,
  type PeriodKind,
  periodsHolding,
  type ReportingPeriod,
} from '../../../vocabulary/reporting-period.ts'

/** What a report type says about its periods. */
export type PeriodicReportType = {
  readonly code: string
  readonly title: string
  readonly periodKind: PeriodKind
  readonly cutOff: CutOff
}

/** A report type with its periods that hold the date: none where the kind has no period then, or is free. */
export type PeriodsAnswer = {
  readonly reportType: string
  readonly title: string
  readonly periods: readonly ReportingPeriod[]
}

/**
 * The reporting periods of each report type that hold the date, in the order of the types.
 * Refuses `calendar.no-such-date`.
 */
export function answerPeriods(date: string, reportTypes: readonly PeriodicReportType[]): PeriodsAnswer[] {
  const day = parseCalendarDate(date)
  return reportTypes.map(({ code, title, periodKind, cutOff }) => ({
    reportType: code,
    title,
    periods: periodsHolding(periodKind, day, cutOff),
  }))
}
