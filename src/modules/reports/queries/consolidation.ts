import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Amount, addsUp, countFigures } from '../../indicators/index.ts'
import { type DutyStatus, dutyStatus } from '../rules/report-duty.ts'
import { type SumCheck, sumCheck, type UnitPart } from '../rules/sum-check.ts'
import { latestSubmissions } from './frozen-figures.ts'
import type { ReportContent } from './report-content.ts'
import { allDutiesOf, type DutyOfUnit, hasSent } from './requests.ts'
import { textsOfReports } from './texts.ts'

/** One unit of a consolidation: how it stands with its report, and each of its figures as sent and as counted today. */
export type ConsolidatedUnit = DutyOfUnit & {
  status: DutyStatus
  /** The unit above it that has sent too, and whose report already holds its figures. */
  coveredBy: string | null
  /** True when a unit above it was asked too, whether or not that one has sent. */
  isBelowAnother: boolean
  figures: Readonly<Record<string, { sent: Amount | null; counted: Amount | null }>>
}

export type Consolidation = {
  units: ConsolidatedUnit[]
  /** Where each figure of the whole comes from, by indicator. */
  checks: { code: string; title: string; unitOfMeasure: string; check: SumCheck }[]
  /** What the units wrote, by section. */
  texts: { sectionCode: string; unitName: string; reportId: string; content: string }[]
}

/** What the consolidated report is put together from: the units' sent figures and texts, who is missing, and whether the sums agree. */
export async function consolidationOf(
  database: Database,
  facts: readonly Fact[],
  content: ReportContent,
  { request, today }: { request: { id: string; lastGoodDay: CalendarDate }; today: CalendarDate },
): Promise<Consolidation> {
  const { report, asOf, submission } = content
  const duties = await allDutiesOf(database, request).execute()
  const unitIds = duties.map((duty) => duty.unitId)
  const figures = content.sections.flatMap((section) => section.figures)
  const indicators = figures.map((figure) => figure.code)
  const sentReports = duties.filter(hasSent).flatMap((duty) => duty.reportId ?? [])
  const [counted, submissions, above, texts] = await Promise.all([
    countFigures(database, facts, { indicators, unitIds: [report.unitId, ...unitIds], period: report.period, asOf }),
    latestSubmissions(database, sentReports),
    unitsAbove(database, unitIds, asOf),
    textsOfReports(database, sentReports),
  ])
  const totals = new Map(counted.map(({ unitId, indicator, total }) => [`${unitId} ${indicator.code}`, total]))
  const summed = new Set(counted.flatMap(({ indicator }) => (addsUp(indicator) ? [indicator.code] : [])))
  const countedOf = (unitId: string, code: string) => totals.get(`${unitId} ${code}`) ?? null
  const standings = above.map(({ unitId, aboveId }) => ({
    unitId,
    above: duties.find((duty) => duty.unitId === aboveId),
  }))
  const units = duties.map((duty): ConsolidatedUnit => {
    const superiors = standings
      .filter((standing) => standing.unitId === duty.unitId)
      .flatMap((standing) => standing.above ?? [])
    const sent = duty.reportId === null ? undefined : submissions.get(duty.reportId)?.figures
    return {
      ...duty,
      status: dutyStatus({ ...request, firstSubmittedOn: duty.firstSubmittedOn }, submission?.submittedOn ?? today),
      coveredBy: superiors.find(hasSent)?.unitName ?? null,
      isBelowAnother: superiors.length > 0,
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
      // A share or a number of different persons is no sum of those of the units.
      if (whole === null || !summed.has(code)) return []
      return [
        {
          code,
          title,
          unitOfMeasure,
          check: sumCheck(
            whole.value,
            units.map((unit) => partOf(unit, code)),
          ),
        },
      ]
    }),
    texts: texts.map(({ reportId, sectionCode, content: text }) => ({
      reportId,
      sectionCode,
      content: text,
      unitName: duties.find((duty) => duty.reportId === reportId)?.unitName ?? '',
    })),
  }
}

function partOf(unit: ConsolidatedUnit, code: string): UnitPart {
  return {
    isSent: hasSent(unit),
    above: unit.coveredBy !== null ? 'sent' : unit.isBelowAnother ? 'not-sent' : 'none',
    sent: unit.figures[code]?.sent?.value ?? null,
    counted: unit.figures[code]?.counted?.value ?? null,
  }
}

/** Each pair of units of which one stands above the other. */
async function unitsAbove(
  database: Database,
  unitIds: readonly string[],
  day: CalendarDate,
): Promise<{ unitId: string; aboveId: string }[]> {
  const { rows } = await sql<{ unitId: string; aboveId: string }>`
    select tree.unit_id::text as "unitId", tree.ancestor_id::text as "aboveId"
    from figure_closure(${day}::date) tree
    where tree.unit_id = any(${[...unitIds]}::bigint[]) and tree.ancestor_id = any(${[...unitIds]}::bigint[])
      and tree.ancestor_id <> tree.unit_id`.execute(database)
  return rows
}
