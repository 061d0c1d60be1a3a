import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Amount, addsUp, countFigures } from '../../indicators/index.ts'
import { type FigureOverride, movedByHand } from '../rules/figure-override.ts'
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
  /** As counted when it was sent, what was reported in its place with a reason, and as counted today. */
  figures: Readonly<Record<string, { sent: Amount | null; override: FigureOverride | null; counted: Amount | null }>>
}

/** A figure that a unit reported otherwise than it was counted. */
export type FigureByHand = {
  code: string
  title: string
  unitId: string
  unitName: string
  counted: number | null
  override: FigureOverride
  movedByHand: number
  /** The unit above whose report already holds this unit's figures. */
  coveredBy: string | null
}

export type Consolidation = {
  units: ConsolidatedUnit[]
  /** Where each figure of the whole comes from, by indicator. */
  checks: { code: string; title: string; unitOfMeasure: string; check: SumCheck }[]
  /** What units put by hand, by indicator. */
  byHand: FigureByHand[]
  /** What the units wrote, by section. */
  texts: { sectionCode: string; unitName: string; reportId: string; content: string }[]
}

/**
 * What the consolidated report is put together from: the units' sent figures and texts, who is missing, and whether the sums agree.
 * The figure of the whole is always counted from records, so that nothing is added twice and each number opens. Where units reported
 * another value with a reason, the difference is told unit by unit beside the sum; whether the whole is to be reported with it is for
 * whoever gathers to decide, by a value of their own with a reason that names the units. Nothing moves the whole silently.
 */
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
      status: dutyStatus(duty, submission?.submittedOn ?? today),
      coveredBy: superiors.find(hasSent)?.unitName ?? null,
      isBelowAnother: superiors.length > 0,
      figures: Object.fromEntries(
        indicators.map((code) => {
          // A figure on the body that the unit serves is that body's, and no part of the unit's sum.
          const own = sent?.find((figure) => figure.code === code && figure.countedFor === null)
          const { amount = null, override = null } = own ?? {}
          return [code, { sent: amount, override, counted: countedOf(duty.unitId, code) }]
        }),
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
    byHand: figures.flatMap(({ code, title }) => units.flatMap((unit) => figureByHand(unit, code, title))),
    texts: texts.map(({ reportId, sectionCode, content: text }) => ({
      reportId,
      sectionCode,
      content: text,
      unitName: duties.find((duty) => duty.reportId === reportId)?.unitName ?? '',
    })),
  }
}

function figureByHand(unit: ConsolidatedUnit, code: string, title: string): FigureByHand[] {
  const { sent = null, override = null } = unit.figures[code] ?? {}
  if (override === null || !hasSent(unit)) return []
  const { unitId, unitName, coveredBy } = unit
  const moved = movedByHand({ amount: sent, override })
  return [{ code, title, unitId, unitName, coveredBy, counted: sent?.value ?? null, override, movedByHand: moved }]
}

function partOf(unit: ConsolidatedUnit, code: string): UnitPart {
  const { sent = null, override = null } = unit.figures[code] ?? {}
  return {
    isSent: hasSent(unit),
    above: unit.coveredBy !== null ? 'sent' : unit.isBelowAnother ? 'not-sent' : 'none',
    sent: sent?.value ?? null,
    movedByHand: movedByHand({ amount: sent, override }),
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
