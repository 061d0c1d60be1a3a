import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Amount, countFigures, dayOfStates, unitsOfLastYear } from '../../indicators/index.ts'
import { isOpen } from '../rules/report-state.ts'
import { outlineFor, positionsInOutline, type ReportSection } from '../rules/report-type.ts'
import { type FrozenFigure, latestSubmission, type Submission } from './frozen-figures.ts'
import { liveFigures } from './live-figures.ts'
import type { ReportFigure, ReportToRead } from './report-figure.ts'
import { sectionsOf } from './report-types.ts'
import { type SectionText, textsOf } from './texts.ts'

export type { ReportFigure, ReportToRead } from './report-figure.ts'

export type SectionContent = ReportSection & {
  /** Its place among its siblings, from 1. */
  position: number
  text: SectionText | null
  figures: ReportFigure[]
}

export type ReportContent = {
  report: ReportToRead
  sections: SectionContent[]
  /** The day up to which the figures are counted. */
  asOf: CalendarDate
  /** The latest sending, whose figures stand frozen; null while the report is being written. */
  submission: Submission | null
  /** The units that were merged into this one and are in last year's figures: their names then. */
  lastYearUnits: readonly string[]
}

/**
 * All that stands in a report. While it is written, figures are counted anew each time; once it is sent they stand as they were
 * sent, and where the records give another number today, that number is told too.
 */
export async function reportContent(
  database: Database,
  facts: readonly Fact[],
  report: ReportToRead,
  today: CalendarDate,
): Promise<ReportContent> {
  const [sections, texts, submission] = await Promise.all([
    sectionsOf(database, report),
    report.id === null ? [] : textsOf(database, report.id),
    report.id === null || isOpen(report) ? null : latestSubmission(database, report.id),
  ])
  const outline = outlineFor(sections, report.unitKind)
  const asOf = submission?.asOf ?? dayOfStates(report.period, today)
  const figures = submission
    ? await frozenFigures(database, facts, report, submission)
    : await liveFigures(database, facts, { report, outline, today })
  const positions = positionsInOutline(outline)
  const readOn = submission?.submittedOn ?? today
  return {
    report,
    asOf,
    submission,
    lastYearUnits: await unitsOfLastYear(database, { unitId: report.unitId, period: report.period, today: readOn }),
    sections: outline.map((section, index) => ({
      ...section,
      position: positions[index] ?? 0,
      text: texts.find((text) => text.sectionCode === section.code) ?? null,
      figures: section.indicatorCodes.flatMap((code) => figures.filter((figure) => figure.code === code)),
    })),
  }
}

async function frozenFigures(
  database: Database,
  facts: readonly Fact[],
  report: Pick<ReportToRead, 'unitId' | 'period'>,
  submission: Submission,
): Promise<ReportFigure[]> {
  const { figures, asOf } = submission
  const { period } = report
  const bodies = [...new Set(figures.map((figure) => figure.countedFor?.unitId ?? report.unitId))]
  const indicators = figures.map((figure) => figure.code)
  const counted = await countFigures(database, facts, { indicators, unitIds: bodies, period, asOf })
  return figures.map((figure) => {
    const unitId = figure.countedFor?.unitId ?? report.unitId
    const same = counted.find((each) => each.indicator.code === figure.code && each.unitId === unitId)
    const now = same?.total ?? null
    return { ...figure, changedTo: isOther(figure, now) ? now : null }
  })
}

function isOther(frozen: FrozenFigure, now: Amount | null): boolean {
  return now !== null && (frozen.amount?.value !== now.value || frozen.amount.recordCount !== now.recordCount)
}
