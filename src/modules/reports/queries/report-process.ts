import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { isOpen } from '../rules/report-state.ts'
import { changesSince } from './changes-since.ts'
import { mayAct } from './report-for-change.ts'
import { lockOver } from './report-locks.ts'
import type { ReportRecord } from './reports.ts'
import { assignmentsOf, commentsOf } from './section-work.ts'
import { sendingsOf } from './sendings.ts'
import { draftSupplement, supplementsOf } from './supplements.ts'

/** What has become of a report, and what this official may do about it. */
export type ReportProcess = Awaited<ReturnType<typeof processOf>>

/** Locks, sendings, supplements and, of a consolidated report, what has come since. */
export async function processOf(database: Database, official: Official, report: ReportRecord, today: CalendarDate) {
  const [lock, sendings, supplements, draft, since, mayWrite, maySubmit, mayReopen, assignments, discussion] =
    await Promise.all([
      lockOver(database, report),
      sendingsOf(database, report.id),
      supplementsOf(database, report.id),
      draftSupplement(database, report.id),
      report.consolidatesRequestId === null ? [] : changesSince(database, report.id),
      mayAct(database, official, report, 'write', today),
      mayAct(database, official, report, 'submit', today),
      mayAct(database, official, report, 'reopen', today),
      assignmentsOf(database, report.id),
      commentsOf(database, official, report, today),
    ])
  const closed = lock !== null && lock.openedReason === null
  const sent = !isOpen(report)
  return {
    report,
    lock,
    sendings,
    supplements,
    since,
    assignments,
    comments: discussion.comments,
    mayDiscuss: discussion.writes || discussion.collects,
    /** True when this official may say who writes which section. */
    mayAssign: !sent && !closed && mayWrite,
    /** What is being written is told to those who write it. */
    draft: mayWrite ? draft : null,
    /** True when the unit may write and send now. */
    isUnlocked: !closed,
    maySupplement: sent && !closed && mayWrite,
    maySendSupplement: sent && !closed && maySubmit && draft !== null,
    mayReopen: sent && mayReopen,
  }
}
