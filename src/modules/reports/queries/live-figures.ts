import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { comparedFigures, dayOfStates } from '../../indicators/index.ts'
import type { ReportSection } from '../rules/report-type.ts'
import { type BodyReportedOn, bodyReportedOn } from './body-reported-on.ts'
import { overridesOf } from './overrides.ts'
import type { ReportFigure, ReportToRead } from './report-figure.ts'

/**
 * The figures of the report's outline as the records give them today, each with the value put by hand where there is one. Those of a
 * section about another body are counted for that one; where it does not exist, for the unit itself.
 */
export async function liveFigures(
  database: Database,
  facts: readonly Fact[],
  {
    report,
    outline,
    today,
  }: { report: Pick<ReportToRead, 'id' | 'unitId' | 'period'>; outline: readonly ReportSection[]; today: CalendarDate },
): Promise<ReportFigure[]> {
  const overrides = report.id === null ? [] : await overridesOf(database, report.id)
  const figures: ReportFigure[] = []
  for (const { body, codes } of await bodiesOf(database, outline, { report, today })) {
    const counted = await comparedFigures(database, facts, {
      indicators: codes,
      unitIds: [body?.unitId ?? report.unitId],
      period: report.period,
      today,
    })
    figures.push(
      ...counted.map(
        ({ indicator, total, lastYear, onBehalfOf }): ReportFigure => ({
          code: indicator.code,
          title: indicator.title,
          unitOfMeasure: indicator.unitOfMeasure,
          amount: total,
          override: overrides.find(({ code }) => code === indicator.code) ?? null,
          countedFor: body,
          lastYear: lastYear.total?.value ?? null,
          onBehalfOf,
          changedTo: null,
        }),
      ),
    )
  }
  return figures
}

/** For which body which figures are counted; null for the unit of the report. */
async function bodiesOf(
  database: Database,
  outline: readonly ReportSection[],
  { report, today }: { report: Pick<ReportToRead, 'unitId' | 'period'>; today: CalendarDate },
): Promise<{ body: BodyReportedOn | null; codes: string[] }[]> {
  const day = dayOfStates(report.period, today)
  const own = outline.filter((section) => section.aboutKinds === null)
  const groups = [{ body: null as BodyReportedOn | null, codes: own.flatMap((section) => section.indicatorCodes) }]
  for (const { aboutKinds, indicatorCodes } of outline) {
    if (aboutKinds === null || indicatorCodes.length === 0) continue
    const found = await bodyReportedOn(database, { unitId: report.unitId, kinds: aboutKinds, day })
    groups.push({ body: found?.unitId === report.unitId ? null : found, codes: [...indicatorCodes] })
  }
  return groups.filter(({ codes }) => codes.length > 0)
}
