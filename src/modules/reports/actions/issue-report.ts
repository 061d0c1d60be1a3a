import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, ownUnitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { issueDocument, type OfficialDocument, type Signer, signersOf } from '../../documents/index.ts'
import { unitOnPaper, unitsUnder } from '../../organisation/index.ts'
import { issuedDocumentsOf, standingDocument } from '../queries/issued-documents.ts'
import { type ReportContent, reportContent } from '../queries/report-content.ts'
import { issuingUnitOf } from '../queries/report-letterhead.ts'
import { type ReportRecord, reportOf } from '../queries/reports.ts'
import { isOpen } from '../rules/report-state.ts'
import { reportSignature } from '../rules/signature.ts'

export type IssueWork = {
  today: CalendarDate
  files: FileStore
  publicUrl: string
  /** Lays the report out on paper. */
  onPaper: (database: Database, content: ReportContent) => Promise<OfficialDocument>
}

/**
 * Issues a report that was sent: it gets the next number of its issuer, and its PDF waits for the signatures. Answers the id of the
 * document. Refuses `report.not-sent`, `report.issued-before`, `report.not-yours-to-issue`, `report.no-such-signer`, and what
 * `issueDocument` refuses.
 */
export function issueReport(
  database: Database,
  facts: readonly Fact[],
  official: Official,
  { reportId, signerPostId }: { reportId: string; signerPostId: string },
  { onPaper, ...work }: IssueWork,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await sql`select from report where id = ${reportId} for update`.execute(transaction)
    const { report, unitId, signers } = await reportToIssue(transaction, official, reportId, work.today)
    const signer = signers.find(({ postId }) => postId === signerPostId)
    if (!signer) {
      const message = 'Người này không còn giữ chức vụ ký văn bản của cơ quan. Hãy chọn lại người ký.'
      throw new Refusal('invalid', 'report.no-such-signer', message, { signerPostId: message })
    }
    const content = await reportContent(transaction, facts, report, work.today)
    const { number: _number, ...paper } = await onPaper(transaction, content)
    const documentId = await issueDocument(
      transaction,
      official,
      {
        entry: {
          ...{ unitId, issuingUnitId: unitId, draftingUnitId: unitId, type: 'BC', symbol: '', issuedOn: work.today },
          ...{ summary: titleOnPaper(paper), dueOn: null, basedOn: [], carriesOut: [], replaces: [] },
        },
        content: {
          ...paper,
          date: work.today,
          signature: await signatureOf(transaction, { unitId, signer, today: work.today }),
        },
        signer,
        recipientUnitIds: report.collectingUnitId === null ? [] : [report.collectingUnitId],
      },
      work,
    )
    await transaction
      .insertInto('report_document')
      .values({ document_id: documentId, submission_id: content.submission?.id ?? '' })
      .execute()
    await recordChange(transaction, {
      official,
      action: 'report.issued',
      subject: { kind: 'report', id: reportId },
      unitId: report.unitId,
      summary: `Lập bản phát hành để ký số, người ký: ${signer.name}`,
      after: { documentId },
    })
    return documentId
  })
}

/**
 * A report that can be issued now, with the unit that issues it and those who may sign there.
 * Refuses `report.no-such-report`, `report.not-sent`, `report.issued-before` and `report.not-yours-to-issue`.
 */
export async function reportToIssue(
  database: Database,
  official: Official,
  reportId: string,
  today: CalendarDate,
): Promise<{ report: ReportRecord; unitId: string; signers: Signer[] }> {
  const report = await reportOf(database, official, reportId, today)
  if (!(await mayIssue(database, official, report, today))) {
    const message = 'Chức vụ của bạn không cấp số, phát hành văn bản của đơn vị này.'
    throw new Refusal('not-allowed', 'report.not-yours-to-issue', message)
  }
  if (isOpen(report)) {
    const message = 'Báo cáo chưa gửi nên chưa phát hành được. Hãy gửi báo cáo để chốt số liệu trước.'
    throw new Refusal('conflict', 'report.not-sent', message)
  }
  const [issued, sent] = await Promise.all([
    issuedDocumentsOf(database, reportId),
    database
      .selectFrom('report_submission')
      .select(({ fn }) => fn.max('number').as('number'))
      .where('report_id', '=', reportId)
      .executeTakeFirst(),
  ])
  const standing = standingDocument(issued, sent?.number)
  if (standing) {
    const message = `Báo cáo đã được phát hành bằng văn bản ${standing.reference}. Nếu văn bản sai, hãy thu hồi văn bản đó rồi phát hành lại.`
    throw new Refusal('conflict', 'report.issued-before', message)
  }
  const unitId = await issuingUnitOf(database, report)
  return { report, unitId, signers: await signersOf(database, unitId, today) }
}

/** True when the official numbers the papers of the unit that issues the report: who gathers reports does not issue those of others. */
export async function mayIssue(
  database: Database,
  official: Official,
  report: Pick<ReportRecord, 'unitId' | 'consolidatesRequestId'>,
  today: CalendarDate,
): Promise<boolean> {
  const unitId = await issuingUnitOf(database, report)
  const units = unitsUnder(ownUnitsFor(official, 'document.write'), today)
  return (await sql`select 1 where ${unitId}::bigint in ${units}`.execute(database)).rows.length > 0
}

/** A post that is called otherwise than the decree's titles signs under its own. */
async function signatureOf(
  database: Database,
  { unitId, signer, today }: { unitId: string; signer: Signer; today: CalendarDate },
) {
  const signature = reportSignature(await unitOnPaper(database, unitId, today), signer)
  if (signature.name !== null) return signature
  return { authority: { kind: 'head' as const, collective: null, title: signer.title }, name: signer.name }
}

const titleOnPaper = ({ summary }: Pick<OfficialDocument, 'summary'>) =>
  `Báo cáo ${summary.charAt(0).toLocaleLowerCase('vi')}${summary.slice(1)}`
