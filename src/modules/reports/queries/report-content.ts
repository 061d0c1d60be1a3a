import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Amount, comparedFigures, countFigures, dayOfStates } from '../../indicators/index.ts'
import { isOpen } from '../rules/report-state.ts'
import { outlineFor, positionsInOutline, type ReportSection } from '../rules/report-type.ts'
import { type FrozenFigure, latestSubmission, type Submission } from './frozen-figures.ts'
import { sectionsOf } from './report-types.ts'
import type { ReportRecord } from './reports.ts'
import { type SectionText, textsOf } from './texts.ts'

/** A figure as it stands in a report. */
export type ReportFigure = {
  code: string
  title: string
  unitOfMeasure: string
  /** null when it cannot be counted, which is not the same as nought. */
  amount: Amount | null
  lastYear: number | null
  onBehalfOf: readonly (Amount & { unitId: string; unitName: string })[]
  /** What the records give today, when the report was sent and they have changed since; else null. */
  changedTo: Amount | null
}

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
}

/** A report, or what it would be when nobody has begun to write it (`id` is null). */
export type ReportToRead = Omit<ReportRecord, 'id'> & { id: string | null }

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
    sectionsOf(database, report.typeCode),
    report.id === null ? [] : textsOf(database, report.id),
    report.id === null || isOpen(report) ? null : latestSubmission(database, report.id),
  ])
  const outline = outlineFor(sections, report.unitKind)
  const codes = outline.flatMap((section) => section.indicatorCodes)
  const asOf = submission?.asOf ?? dayOfStates(report.period, today)
  const figures = submission
    ? await frozenFigures(database, facts, report, submission)
    : await liveFigures(database, facts, { report, codes, today })
  const positions = positionsInOutline(outline)
  return {
    report,
    asOf,
    submission,
    sections: outline.map((section, index) => ({
      ...section,
      position: positions[index] ?? 0,
      text: texts.find((text) => text.sectionCode === section.code) ?? null,
      figures: section.indicatorCodes.flatMap((code) => figures.filter((figure) => figure.code === code)),
    })),
  }
}

/** The figures of the unit in the period as the records give them today. */
export async function liveFigures(
  database: Database,
  facts: readonly Fact[],
  {
    report,
    codes,
    today,
  }: { report: Pick<ReportToRead, 'unitId' | 'period'>; codes: readonly string[]; today: CalendarDate },
): Promise<ReportFigure[]> {
  const counted = await comparedFigures(database, facts, {
    indicators: codes,
    unitIds: [report.unitId],
    period: report.period,
    today,
  })
  return counted.map(({ indicator, total, lastYear, onBehalfOf }) => ({
    code: indicator.code,
    title: indicator.title,
    unitOfMeasure: indicator.unitOfMeasure,
    amount: total,
    lastYear: lastYear.total?.value ?? null,
    onBehalfOf,
    changedTo: null,
  }))
}

async function frozenFigures(
  database: Database,
  facts: readonly Fact[],
  report: Pick<ReportToRead, 'unitId' | 'period'>,
  submission: Submission,
): Promise<ReportFigure[]> {
  const { figures, asOf } = submission
  const indicators = figures.map((figure) => figure.code)
  const counted = await countFigures(database, facts, {
    indicators,
    unitIds: [report.unitId],
    period: report.period,
    asOf,
  })
  return figures.map((figure) => {
    const now = counted.find(({ indicator }) => indicator.code === figure.code)?.total ?? null
    return { ...figure, changedTo: isOther(figure, now) ? now : null }
  })
}

function isOther(frozen: FrozenFigure, now: Amount | null): boolean {
  return now !== null && (frozen.amount?.value !== now.value || frozen.amount.recordCount !== now.recordCount)
}
