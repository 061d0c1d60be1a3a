import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { dayOfStates } from '../../indicators/index.ts'
import { type FigureChange, figureChanges, type SupplementState, withSupplements } from '../rules/report-supplement.ts'
import { outlineFor } from '../rules/report-type.ts'
import { latestSubmission, type Submission } from './frozen-figures.ts'
import { liveFigures } from './live-figures.ts'
import type { ReportFigure } from './report-figure.ts'
import { sectionsOf } from './report-types.ts'
import type { ReportRecord } from './reports.ts'
import './process-tables.ts'

/** A supplement of a report: late data and why, frozen from the moment it is sent. */
export type Supplement = {
  id: string
  number: number
  state: SupplementState
  reason: string
  content: string
  /** The sending that it supplements. */
  submissionId: string
  submissionNumber: number
  sentOn: CalendarDate
  asOf: CalendarDate
  signer: { name: string; title: string }
  /** Of a consolidated report: the units still missing, and what has come from units since. */
  missingUnits: string[]
  gathered: string[]
  decidedOn: CalendarDate | null
  decidedBy: string | null
  decidedReason: string
  changes: FigureChange[]
}

/** The supplements of a report that were sent, the first one first. */
export async function supplementsOf(database: Database, reportId: string): Promise<Supplement[]> {
  const rows = await database
    .selectFrom('report_supplement as supplement')
    .innerJoin('report_submission as submission', 'submission.id', 'supplement.submission_id')
    .leftJoin('account', 'account.id', 'supplement.decided_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'supplement.id',
      'supplement.number',
      'supplement.state',
      'supplement.reason',
      'supplement.content',
      'submission.id as submissionId',
      'submission.number as submissionNumber',
      'supplement.sent_on as sentOn',
      'supplement.as_of as asOf',
      'supplement.signer_name as signerName',
      'supplement.signer_title as signerTitle',
      'supplement.missing_units as missingUnits',
      'supplement.gathered',
      'supplement.decided_on as decidedOn',
      'supplement.decided_reason as decidedReason',
      'person.full_name as decidedBy',
    ])
    .where('supplement.report_id', '=', reportId)
    .orderBy('supplement.number')
    .execute()
  const changes = await changesOfSupplements(
    database,
    rows.map((row) => row.id),
  )
  return rows.flatMap(({ number, sentOn, asOf, signerName, signerTitle, ...row }) =>
    number === null || sentOn === null || asOf === null
      ? []
      : [
          {
            ...row,
            ...{ number, sentOn, asOf, signer: { name: signerName ?? '', title: signerTitle ?? '' } },
            changes: changes.flatMap(({ supplementId, ...change }) => (supplementId === row.id ? [change] : [])),
          },
        ],
  )
}

/** One of them by its number. Refuses `report.no-such-supplement`. */
export async function supplementOf(database: Database, reportId: string, number: number): Promise<Supplement> {
  const found = (await supplementsOf(database, reportId)).find((supplement) => supplement.number === number)
  if (found) return found
  throw new Refusal('not-found', 'report.no-such-supplement', 'Báo cáo không có bản bổ sung mang số này.')
}

/** The supplement that is being written; null when nobody has begun one. */
export async function draftSupplement(database: Database, reportId: string) {
  const found = await database
    .selectFrom('report_supplement as supplement')
    .leftJoin('account', 'account.id', 'supplement.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'supplement.id',
      'supplement.reason',
      'supplement.content',
      'supplement.version',
      'supplement.changed_at as changedAt',
      'person.full_name as changedBy',
    ])
    .where('supplement.report_id', '=', reportId)
    .where('supplement.state', '=', 'draft')
    .executeTakeFirst()
  return found ?? null
}

/** Told when no supplement is being written. */
export function noSupplement(): Refusal {
  return new Refusal(
    'conflict',
    'report.no-supplement',
    'Chưa có báo cáo bổ sung nào đang soạn. Hãy mở lại báo cáo để xem tình trạng.',
  )
}

export type PendingChanges = { submission: Submission; changes: FigureChange[]; asOf: CalendarDate }

/**
 * What the records give today against what was sent last, supplements included; a refused one is as if it had not been sent.
 * Refuses `report.nothing-to-supplement` when the report was never sent.
 */
export async function pendingChanges(
  database: Database,
  facts: readonly Fact[],
  report: ReportRecord,
  today: CalendarDate,
): Promise<PendingChanges> {
  const submission = await latestSubmission(database, report.id)
  if (submission === null)
    throw new Refusal('conflict', 'report.nothing-to-supplement', 'Báo cáo chưa gửi nên chưa cần bổ sung.')
  const sentCodes = submission.figures.map((figure) => figure.code)
  const outline = outlineFor(await sectionsOf(database, report), report.unitKind)
  const [supplements, live] = await Promise.all([
    supplementsOf(database, report.id),
    liveFigures(database, facts, { report, outline, today }),
  ])
  const now = live.filter(({ code }) => sentCodes.includes(code)).map(asReported)
  const standing = withSupplements(
    submission.figures.map(asReported),
    supplements
      .filter(({ submissionId, state }) => submissionId === submission.id && state !== 'refused')
      .map(({ changes }) => changes),
  )
  return { submission, changes: figureChanges(standing, now), asOf: dayOfStates(report.period, today) }
}

/** A figure put by hand stands as it was put: records that come later do not move it. */
function asReported<Figure extends Pick<ReportFigure, 'amount' | 'override'>>(figure: Figure): Figure {
  return figure.override === null ? figure : { ...figure, amount: { value: figure.override.value, recordCount: 0 } }
}

async function changesOfSupplements(
  database: Database,
  supplementIds: readonly string[],
): Promise<(FigureChange & { supplementId: string })[]> {
  if (supplementIds.length === 0) return []
  const rows = await database
    .selectFrom('report_supplement_figure as figure')
    .innerJoin('indicator', 'indicator.code', 'figure.indicator_code')
    .select([
      'figure.supplement_id as supplementId',
      'indicator.code',
      'indicator.title',
      'indicator.unit_of_measure as unitOfMeasure',
      'figure.old_value as oldValue',
      'figure.old_record_count as oldRecordCount',
      'figure.value',
      'figure.record_count as recordCount',
    ])
    .where('figure.supplement_id', 'in', [...supplementIds])
    .orderBy('indicator.position')
    .execute()
  return rows.map(({ oldValue, oldRecordCount, value, recordCount, ...row }) => ({
    ...row,
    before: amount(oldValue, oldRecordCount),
    after: amount(value, recordCount),
  }))
}

function amount(value: string | null, recordCount: number | null): FigureChange['after'] {
  return value === null || recordCount === null ? null : { value: Number(value), recordCount }
}
