import type { Context } from '../../../platform/http/context.ts'
import type { SummaryRow } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { IssueStateTag, issueOf } from '../../documents/index.ts'
import { mayIssue } from '../actions/issue-report.ts'
import { issuedDocumentsOf, referenceFor, standingDocument } from '../queries/issued-documents.ts'
import type { ReportContent } from '../queries/report-content.ts'
import type { ReportRecord } from '../queries/reports.ts'

/** How a report went out: what its page tells of that, and whether it can be issued now. */
export async function issueSummary(
  { database, official, today }: Context,
  report: ReportRecord,
  submission: ReportContent['submission'],
): Promise<{ canIssue: boolean; rows: SummaryRow[] }> {
  if (submission === null) return { canIssue: false, rows: [] }
  const issued = await issuedDocumentsOf(database, report.id)
  const standing = standingDocument(issued, submission.number)
  const issue = standing && (await issueOf(database, standing.documentId))
  const reference = standing ? await referenceFor(database, official, standing.documentId, today) : null
  const opens = may(official, 'document.read')
  return {
    canIssue: standing === undefined && (await mayIssue(database, official, report, today)),
    rows: [
      ...(standing && issue
        ? [
            {
              label: 'Văn bản phát hành',
              value: (
                <>
                  {reference === null ? (
                    'Văn bản hạn chế người đọc'
                  ) : opens ? (
                    <a class="govuk-link" href={`/documents/${standing.documentId}`}>
                      {reference} ngày {formatCalendarDate(standing.issuedOn)}
                    </a>
                  ) : (
                    `${reference} ngày ${formatCalendarDate(standing.issuedOn)}`
                  )}{' '}
                  <IssueStateTag state={issue.state} />
                </>
              ),
            },
          ]
        : []),
      {
        label: 'Nguyên trạng',
        value: (
          <a class="govuk-link" href={`/reports/${report.id}/manifest`}>
            Đối chiếu với bản đã gửi
          </a>
        ),
      },
    ],
  }
}
