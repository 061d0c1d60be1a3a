import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { dayOfStates, recordIdsBehind } from '../../indicators/index.ts'
import type { ReportFigure, ReportToRead } from './report-content.ts'

/** A figure over more records than this keeps their number alone: a province's list would be longer than anybody reads. */
const MOST_KEPT_RECORDS = 2000

/** The records behind each figure, by indicator, so that one can tell later which came and which went; figures over too many are left out. */
export async function keptRecordIds(
  database: Database,
  facts: readonly Fact[],
  {
    report,
    figures,
    today,
  }: { report: Pick<ReportToRead, 'unitId' | 'period'>; figures: readonly ReportFigure[]; today: CalendarDate },
): Promise<Map<string, string[]>> {
  const few = figures.filter(({ amount }) => amount !== null && amount.recordCount <= MOST_KEPT_RECORDS)
  const kept = new Map(few.filter(({ amount }) => amount?.recordCount === 0).map(({ code }) => [code, [] as string[]]))
  const some = few.filter(({ amount }) => amount !== null && amount.recordCount > 0)
  for (const unitId of new Set(some.map((figure) => figure.countedFor?.unitId ?? report.unitId))) {
    const found = await recordIdsBehind(database, facts, {
      indicators: some
        .filter((figure) => (figure.countedFor?.unitId ?? report.unitId) === unitId)
        .map((figure) => figure.code),
      unitId,
      period: report.period,
      asOf: dayOfStates(report.period, today),
    })
    for (const [code, ids] of found) kept.set(code, ids)
  }
  return kept
}
