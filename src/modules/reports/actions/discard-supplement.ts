import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { reportForChange } from '../queries/report-for-change.ts'
import { draftSupplement, noSupplement } from '../queries/supplements.ts'

/**
 * Throws away the supplement that is being written; one that was sent stays for ever. Its words stand in the trail. Refuses
 * `report.no-supplement` and `report.period-locked`; throws StaleEdit when somebody wrote it since `version`.
 */
export function discardSupplement(
  database: Database,
  official: Official,
  { reportId, version }: { reportId: string; version: string | null },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const report = await reportForChange(transaction, official, { id: reportId, act: 'write', today })
    const draft = await draftSupplement(transaction, reportId)
    if (!draft) throw noSupplement()
    refuseStaleEdit(version, draft, () => ({}))
    await transaction.deleteFrom('report_supplement').where('id', '=', draft.id).execute()
    await recordChange(transaction, {
      official,
      action: 'report.supplement-discarded',
      subject: { kind: 'report', id: reportId },
      unitId: report.unitId,
      summary: 'Bỏ báo cáo bổ sung đang soạn',
      before: { reason: draft.reason, content: draft.content },
    })
  })
}
