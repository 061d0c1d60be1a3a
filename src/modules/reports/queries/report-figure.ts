import type { Amount } from '../../indicators/index.ts'
import type { FigureOverride } from '../rules/figure-override.ts'
import type { BodyReportedOn } from './body-reported-on.ts'
import type { ReportRecord } from './reports.ts'

/** A figure as it stands in a report. */
export type ReportFigure = {
  code: string
  title: string
  unitOfMeasure: string
  /** As counted; null when it cannot be counted, which is not the same as nought. */
  amount: Amount | null
  /** What is reported in its place, put by hand; null when the counted figure is reported. */
  override: FigureOverride | null
  /** The body that it is counted for; null for the unit of the report. */
  countedFor: BodyReportedOn | null
  lastYear: number | null
  onBehalfOf: readonly (Amount & { unitId: string; unitName: string })[]
  /** What the records give today, when the report was sent and they have changed since; else null. */
  changedTo: Amount | null
}

/** A report, or what it would be when nobody has begun to write it (`id` is null). */
export type ReportToRead = Omit<ReportRecord, 'id'> & { id: string | null }
