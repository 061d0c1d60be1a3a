import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { reportForChange } from '../queries/report-for-change.ts'
import { draftSupplement } from '../queries/supplements.ts'
import { requireSupplementable } from '../rules/report-supplement.ts'

/**
 * Begins the supplement of a sent report, or goes on with the one that was begun. Its figures are counted when it is sent.
 * Throws StaleEdit when somebody wrote it since `version`; refuses `report.nothing-to-supplement`, `report.period-locked`.
 */
export function writeSupplement(
  database: Database,
  official: Official,
  given: { reportId: string; reason: string; content: string; version: string | null },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { reportId, reason, content } = given
    const report = await reportForChange(transaction, official, { id: reportId, act: 'write', today })
    requireSupplementable(report)
    const before = await draftSupplement(transaction, reportId)
    refuseStaleEdit(given.version, before ?? { version: 0, changedBy: null, changedAt: new Date(0) }, () => ({
      reason: before?.reason ?? '',
      content: before?.content ?? '',
    }))
    if (before)
      await transaction
        .updateTable('report_supplement')
        .set({ reason, content, ...changedBy(official) })
        .where('id', '=', before.id)
        .execute()
    else
      await transaction
        .insertInto('report_supplement')
        .values({
          ...{ report_id: reportId, reason, content, number: null, submission_id: null, sent_on: null, sent_at: null },
          ...{ as_of: null, signer_name: null, signer_title: null, sent_by_account_id: null },
          ...{ decided_on: null, decided_by_account_id: null },
          ...{ created_by_account_id: official.accountId, changed_by_account_id: official.accountId },
        })
        .execute()
    await recordChange(transaction, {
      official,
      action: 'report.supplement-written',
      subject: { kind: 'report', id: reportId },
      unitId: report.unitId,
      summary: before ? 'Sửa báo cáo bổ sung đang soạn' : 'Lập báo cáo bổ sung',
      ...(before ? { before: { reason: before.reason, content: before.content } } : {}),
      after: { reason, content },
    })
  })
}
