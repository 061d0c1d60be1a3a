import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { documentsDue } from '../queries/documents.ts'
import { issuesAwaiting } from '../queries/issues.ts'

/** A duty is shown this many days before its day. */
const NOTICE_IN_DAYS = 14

/** What is done next with a document that is being issued, in the order of the states it waits in. */
const TO_DO = ['Chờ lãnh đạo ký số', 'Chờ ký số của cơ quan', 'Đã ký số, chờ gửi']

/** Documents in the registers of the official's own units that ask for something and wait for it; and those that wait for a signature or to be sent. */
export async function documentDuties({ database, official, today }: Context): Promise<Duty[]> {
  const unitIds = official.posts
    .filter((post) => post.permissions.includes('document.write'))
    .map((post) => post.unitId)
  const signedFor = official.posts
    .filter((post) => post.permissions.includes('document.sign'))
    .map((post) => post.unitId)
  const [rows, ...awaited] = await Promise.all([
    documentsDue(database, official, { unitIds, until: addDays(today, NOTICE_IN_DAYS), today }),
    issuesAwaiting(database, official, { unitIds: signedFor, state: 'prepared', today }),
    issuesAwaiting(database, official, { unitIds, state: 'signed-by-person', today }),
    issuesAwaiting(database, official, { unitIds, state: 'signed-by-body', today }),
  ])
  const toIssue = awaited.flatMap((issues, index) =>
    issues.map(
      (issue): Duty => ({
        state: 'waiting',
        title: issue.summary,
        href: `/documents/${issue.id}`,
        key: `document-issue:${issue.id}:${index}`,
        dueOn: null,
        note: `${TO_DO[index]} – văn bản ${issue.reference} ngày ${formatCalendarDate(issue.issuedOn)}`,
      }),
    ),
  )
  const due = rows.map(
    (row): Duty => ({
      state: row.dueOn !== null && row.dueOn < today ? 'late' : 'due',
      title: row.summary,
      href: `/documents/${row.id}`,
      dueOn: row.dueOn,
      note: `Văn bản ${row.reference} ngày ${formatCalendarDate(row.issuedOn)} của ${row.issuer}`,
    }),
  )
  return [...toIssue, ...due]
}
