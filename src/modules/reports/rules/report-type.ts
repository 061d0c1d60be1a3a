import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { CutOff, PeriodKind } from '../../../vocabulary/reporting-period.ts'

/** What is reported, by which rule of periods, by whom and to whom: data, so that a province may have its own. */
export type ReportType = {
  readonly code: string
  /** Of its versions: 1 for the first. */
  readonly number: number
  readonly title: string
  /** Summary (trích yếu) on paper, before the period. */
  readonly summary: string
  readonly cutOff: CutOff
  readonly periodKinds: readonly PeriodKind[]
  /** Kinds of unit that may be asked for it. */
  readonly senderKinds: readonly string[]
  /** It is addressed to the nearest unit of these kinds above the sender. */
  readonly receiverKinds: readonly string[]
  readonly source: string
  /** First day on which this version is in force; null for always. */
  readonly validFrom: CalendarDate | null
  /** Why this version was made; empty for the first. */
  readonly reason: string
  /** Last day on which a report of the type may be asked for or begun; null while it is in use. */
  readonly retiredOn: CalendarDate | null
}

/** A part of the outline: a heading, room for commentary, and the figures that belong there. */
export type ReportSection = {
  readonly code: string
  readonly level: 1 | 2
  readonly title: string
  /** What to write there. */
  readonly hint: string
  readonly indicatorCodes: readonly string[]
  /** Only in the reports of units of these kinds; null: in every report. */
  readonly unitKinds: readonly string[] | null
  /** Its figures are those of the nearest body of these kinds that the unit stands under or beside; null: the unit's own. */
  readonly aboutKinds: readonly string[] | null
}

/** The outline of the report of a unit of this kind. */
export function outlineFor(sections: readonly ReportSection[], unitKind: string): ReportSection[] {
  return sections.filter((section) => section.unitKinds === null || section.unitKinds.includes(unitKind))
}

/** The place of each section among its siblings, from 1; a section of level 1 begins those below it anew. */
export function positionsInOutline(sections: readonly Pick<ReportSection, 'level'>[]): number[] {
  const last = { 1: 0, 2: 0 }
  return sections.map(({ level }) => {
    last[level]++
    if (level === 1) last[2] = 0
    return last[level]
  })
}
