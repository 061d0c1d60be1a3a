import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type FrozenFigure, submissionFigures } from './frozen-figures.ts'
import './process-tables.ts'

/** What the collector decided about a sending. */
export type SendingDecision = {
  decision: 'accept' | 'return' | 'reopen'
  reason: string
  decidedOn: CalendarDate
  decidedBy: string
}

/** One sending of a report, with all that was decided about it. */
export type Sending = {
  id: string
  number: number
  submittedOn: CalendarDate
  asOf: CalendarDate
  signer: { name: string; title: string }
  missingUnits: string[]
  decisions: SendingDecision[]
}

/** The sendings of a report, the first one first: none is ever lost. */
export async function sendingsOf(database: Database, reportId: string): Promise<Sending[]> {
  const [submissions, decisions] = await Promise.all([
    database
      .selectFrom('report_submission')
      .select([
        'id',
        'number',
        'submitted_on as submittedOn',
        'as_of as asOf',
        'signer_name',
        'signer_title',
        'missing_units as missingUnits',
      ])
      .where('report_id', '=', reportId)
      .orderBy('number')
      .execute(),
    database
      .selectFrom('report_decision as decision')
      .innerJoin('report_submission as submission', 'submission.id', 'decision.submission_id')
      .leftJoin('account', 'account.id', 'decision.decided_by_account_id')
      .leftJoin('person', 'person.id', 'account.person_id')
      .select(({ fn, val }) => [
        'decision.submission_id as submissionId',
        'decision.decision',
        'decision.reason',
        'decision.decided_on as decidedOn',
        fn.coalesce('person.full_name', val('Hệ thống')).as('decidedBy'),
      ])
      .where('submission.report_id', '=', reportId)
      .orderBy('decision.id')
      .execute(),
  ])
  return submissions.map(({ signer_name: name, signer_title: title, ...submission }) => ({
    ...submission,
    signer: { name, title },
    decisions: decisions.flatMap(({ submissionId, ...decision }) => (submissionId === submission.id ? [decision] : [])),
  }))
}

/** A report as it was sent: its words and figures of that day. */
export type SentReport = Sending & {
  texts: { sectionCode: string; content: string; writtenBy: string }[]
  figures: FrozenFigure[]
}

/** One sending by its number, in full. Refuses `report.no-such-sending`. */
export async function sentReport(database: Database, reportId: string, number: number): Promise<SentReport> {
  const sending = (await sendingsOf(database, reportId)).find((each) => each.number === number)
  if (!sending) throw new Refusal('not-found', 'report.no-such-sending', 'Báo cáo không có lần gửi này.')
  const [texts, figures] = await Promise.all([
    database
      .selectFrom('report_submission_text')
      .select(['section_code as sectionCode', 'content', 'written_by as writtenBy'])
      .where('submission_id', '=', sending.id)
      .execute(),
    submissionFigures(database, [sending.id]),
  ])
  return { ...sending, texts, figures }
}
