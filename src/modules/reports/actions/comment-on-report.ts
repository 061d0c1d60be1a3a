import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { mayAct } from '../queries/report-for-change.ts'
import { sectionsOf } from '../queries/report-types.ts'
import { noSuchReport, type ReportRecord, reportOf } from '../queries/reports.ts'
import { commentsOf } from '../queries/section-work.ts'
import type { CommentAudience } from '../rules/report-comment.ts'

/** On which side of the report somebody speaks: the unit that writes it, or who gathers the reports. */
export type CommentSide = CommentAudience

export type CommentToWrite = {
  reportId: string
  sectionCode: string | null
  side: CommentSide
  audience: CommentAudience
  words: string
}

/**
 * Says something about a report or a section of it. Its words stand beside the report, never in it, and not in the trail, which more
 * people read. Refuses `report.no-such-report`, `report.not-yours`, `report.no-such-section`.
 */
export function commentOnReport(
  database: Database,
  official: Official,
  given: CommentToWrite,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const report = await reportToDiscuss(transaction, official, given, today)
    const title = await titleOfSection(transaction, report, given.sectionCode)
    await transaction
      .insertInto('report_comment')
      .values({
        ...{ report_id: report.id, section_code: given.sectionCode, words: given.words, side: given.side },
        audience: given.side === 'collector' ? 'collector' : given.audience,
        written_by_account_id: official.accountId,
        ...{ resolved_on: null, resolved_by_account_id: null },
      })
      .execute()
    await recordChange(transaction, {
      official,
      action: 'report.commented',
      subject: { kind: 'report', id: report.id },
      unitId: report.unitId,
      summary: `Trao đổi về ${title}`,
    })
  })
}

/** What was asked is settled. Refuses `report.no-such-comment`, `report.not-yours`; settled twice, it stays as it was. */
export function resolveComment(
  database: Database,
  official: Official,
  given: { reportId: string; commentId: string; side: CommentSide },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const report = await reportToDiscuss(transaction, official, given, today)
    const comment = await commentOf(transaction, official, { report, commentId: given.commentId, today })
    if (comment.resolvedOn !== null) return
    await transaction
      .updateTable('report_comment')
      .set({ resolved_on: today, resolved_by_account_id: official.accountId })
      .where('id', '=', comment.id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'report.comment-resolved',
      subject: { kind: 'report', id: report.id },
      unitId: report.unitId,
      summary: `Đã giải quyết một trao đổi về ${await titleOfSection(transaction, report, comment.sectionCode)}`,
    })
  })
}

/** One comment that this official reads. Refuses `report.no-such-comment`. */
export async function commentOf(
  database: Database,
  official: Official,
  { report, commentId, today }: { report: ReportRecord; commentId: string; today: CalendarDate },
) {
  const { comments } = await commentsOf(database, official, report, today)
  const found = comments.find((comment) => comment.id === commentId)
  if (found) return found
  throw new Refusal('not-found', 'report.no-such-comment', 'Không có trao đổi này trong phạm vi của bạn.')
}

/** The report, for who stands on this side of it. */
async function reportToDiscuss(
  transaction: Database,
  official: Official,
  { reportId, side }: { reportId: string; side: CommentSide },
  today: CalendarDate,
): Promise<ReportRecord> {
  const report = await reportOf(transaction, official, reportId, today)
  if (await mayAct(transaction, official, report, side === 'unit' ? 'write' : 'decide', today)) return report
  if (side === 'collector' && report.consolidatesRequestId !== null) throw noSuchReport()
  throw new Refusal('not-allowed', 'report.not-yours', 'Chức vụ của bạn không trao đổi về báo cáo của đơn vị này.')
}

async function titleOfSection(
  transaction: Database,
  report: ReportRecord,
  sectionCode: string | null,
): Promise<string> {
  if (sectionCode === null) return 'cả báo cáo'
  const section = (await sectionsOf(transaction, report)).find((known) => known.code === sectionCode)
  if (!section) throw new Refusal('not-found', 'report.no-such-section', 'Báo cáo không có mục này.')
  return `mục “${section.title}”`
}
