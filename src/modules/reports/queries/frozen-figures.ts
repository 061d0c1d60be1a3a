import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Amount } from '../../indicators/index.ts'
import type { FigureOverride } from '../rules/figure-override.ts'
import type { BodyReportedOn } from './body-reported-on.ts'
import './tables.ts'

/** A figure as it stood when the report was sent. */
export type FrozenFigure = {
  code: string
  title: string
  unitOfMeasure: string
  amount: Amount | null
  override: FigureOverride | null
  countedFor: BodyReportedOn | null
  lastYear: number | null
  onBehalfOf: (Amount & { unitId: string; unitName: string })[]
}

/** One sending of a report. */
export type Submission = {
  id: string
  /** 1 for the first, 2 after it had been returned once … */
  number: number
  submittedOn: CalendarDate
  /** The day up to which its figures were counted. */
  asOf: CalendarDate
  signer: { name: string; title: string }
  /** Consolidated report: the units that had not sent theirs by then. */
  missingUnits: string[]
  figures: FrozenFigure[]
}

/** The latest sending of a report; null when it was never sent. */
export async function latestSubmission(database: Database, reportId: string): Promise<Submission | null> {
  return (await latestSubmissions(database, [reportId])).get(reportId) ?? null
}

/** The latest sending of each of these reports, by report. */
export async function latestSubmissions(
  database: Database,
  reportIds: readonly string[],
): Promise<Map<string, Submission>> {
  if (reportIds.length === 0) return new Map()
  const submissions = await database
    .selectFrom('report_submission')
    .select([
      'id',
      'report_id as reportId',
      'number',
      'submitted_on as submittedOn',
      'as_of as asOf',
      'signer_name',
      'signer_title',
      'missing_units as missingUnits',
    ])
    .where('report_id', 'in', [...reportIds])
    .distinctOn('report_id')
    .orderBy('report_id')
    .orderBy('number', 'desc')
    .execute()
  const figures = await submissionFigures(
    database,
    submissions.map((submission) => submission.id),
  )
  return new Map(
    submissions.map(({ reportId, signer_name: name, signer_title: title, ...submission }) => [
      reportId,
      {
        ...submission,
        signer: { name, title },
        figures: figures.filter((figure) => figure.submissionId === submission.id),
      },
    ]),
  )
}

/** The figures of these sendings as they were sent. */
export async function submissionFigures(
  database: Database,
  submissionIds: readonly string[],
): Promise<(FrozenFigure & { submissionId: string })[]> {
  if (submissionIds.length === 0) return []
  const rows = await database
    .selectFrom('report_figure as figure')
    .innerJoin('indicator', 'indicator.code', 'figure.indicator_code')
    .innerJoin('report_submission as submission', 'submission.id', 'figure.submission_id')
    .select([
      'figure.submission_id as submissionId',
      'indicator.code',
      'indicator.title',
      'indicator.unit_of_measure as unitOfMeasure',
      'figure.value',
      'figure.record_count as recordCount',
      'figure.last_year_value as lastYear',
      'figure.on_behalf_of as onBehalfOf',
      'figure.override_value as overrideValue',
      'figure.override_reason as reason',
      'figure.override_basis as basis',
      'figure.counted_unit_id as bodyId',
      sql<string | null>`unit_name_on(figure.counted_unit_id, submission.as_of)`.as('bodyName'),
    ])
    .where('figure.submission_id', 'in', [...submissionIds])
    .orderBy('indicator.position')
    .execute()
  return rows.map(({ value, recordCount, lastYear, overrideValue, reason, basis, bodyId, bodyName, ...row }) => ({
    ...row,
    override:
      overrideValue === null ? null : { value: Number(overrideValue), reason: reason ?? '', basis: basis ?? '' },
    countedFor: bodyId === null ? null : { unitId: bodyId, unitName: bodyName ?? '' },
    amount: value === null || recordCount === null ? null : { value: Number(value), recordCount },
    lastYear: lastYear === null ? null : Number(lastYear),
  }))
}
