import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Amount, countFigures } from '../../indicators/index.ts'
import { type DutyStatus, dutyStatus } from '../rules/report-duty.ts'
import { type SumCheck, sumCheck } from '../rules/sum-check.ts'
import { latestSubmissions } from './frozen-figures.ts'
import type { ReportContent } from './report-content.ts'
import { allDutiesOf, type DutyOfUnit } from './requests.ts'
import { textsOfReports } from './texts.ts'

/** One unit of a consolidation: how it stands with its report, and each of its figures as sent and as counted today. */
export type ConsolidatedUnit = DutyOfUnit & {
  status: DutyStatus
  /** The unit above it that reports too and already holds its figures. */
  coveredBy: string | null
  figures: Readonly<Record<string, { sent: Amount | null; counted: Amount | null }>>
}

export type Consolidation = {
  units: ConsolidatedUnit[]
  /** Where each figure of the whole comes from, by indicator. */
  checks: { code: string; title: string; unitOfMeasure: string; check: SumCheck }[]
  /** What the units wrote, by section. */
  texts: { sectionCode: string; unitName: string; reportId: string; content: string }[]
}

/** The reports that count as sent: one that was returned has to be sent again. */
const SENT = new Set(['submitted', 'accepted', 'consolidated'])

/** What the consolidated report is put together from: the units' sent figures and texts, who is missing, and whether the sums agree. */
export async function consolidationOf(
  database: Database,
  facts: readonly Fact[],
  content: ReportContent,
  requestId: string,
  lastGoodDay: CalendarDate,
): Promise<Consolidation> {
  const { report, asOf } = content
  const duties = await allDutiesOf(database, { id: requestId }).execute()
  const unitIds = duties.map((duty) => duty.unitId)
  const figures = content.sections.flatMap((section) => section.figures)
  const indicators = figures.map((figure) => figure.code)
  const sentReports = duties.flatMap(({ reportId, state }) => (reportId && state && SENT.has(state) ? [reportId] : []))
  const [counted, submissions, covers, texts] = await Promise.all([
    countFigures(database, facts, { indicators, unitIds: [report.unitId, ...unitIds], period: report.period, asOf }),
    latestSubmissions(database, sentReports),
    unitsAbove(database, unitIds, asOf),
    textsOfReports(database, sentReports),
  ])
  const countedOf = (unitId: string, code: string) =>
    counted.find((figure) => figure.unitId === unitId && figure.indicator.code === code)?.total ?? null
  const units = duties.map((duty): ConsolidatedUnit => {
    const sent = duty.reportId === null ? undefined : submissions.get(duty.reportId)?.figures
    return {
      ...duty,
      status: dutyStatus({ lastGoodDay, firstSubmittedOn: duty.firstSubmittedOn }, asOf),
      coveredBy: covers.get(duty.unitId) ?? null,
      figures: Object.fromEntries(
        indicators.map((code) => [
          code,
          { sent: sent?.find((figure) => figure.code === code)?.amount ?? null, counted: countedOf(duty.unitId, code) },
        ]),
      ),
    }
  })
  return {
    units,
    checks: figures.flatMap(({ code, title, unitOfMeasure }) => {
      const whole = countedOf(report.unitId, code)
      if (whole === null) return []
      const parts = units.map((unit) => ({
        isCovered: unit.coveredBy !== null,
        sent: unit.figures[code]?.sent?.value ?? null,
        counted: unit.figures[code]?.counted?.value ?? null,
      }))
      return [{ code, title, unitOfMeasure, check: sumCheck(whole.value, parts) }]
    }),
    texts: texts.map(({ reportId, sectionCode, content: text }) => ({
      reportId,
      sectionCode,
      content: text,
      unitName: duties.find((duty) => duty.reportId === reportId)?.unitName ?? '',
    })),
  }
}

/** For each of the units that stands below another one of them: the name of the one above. */
async function unitsAbove(
  database: Database,
  unitIds: readonly string[],
  day: CalendarDate,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ unit_id: string; above: string }>`
    select tree.unit_id::text as unit_id, min(unit_name_on(tree.ancestor_id, ${day}::date)) as above
    from figure_closure(${day}::date) tree
    where tree.unit_id = any(${[...unitIds]}::bigint[]) and tree.ancestor_id = any(${[...unitIds]}::bigint[])
      and tree.ancestor_id <> tree.unit_id
    group by tree.unit_id`.execute(database)
  return new Map(rows.map((row) => [row.unit_id, row.above]))
}
