import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { reportForChange } from '../queries/report-for-change.ts'
import { type Decision, decided } from '../rules/report-state.ts'
import { openForReport } from './lock-request.ts'
import { recordDecision } from './record-decision.ts'

/**
 * The collector accepts a report that was sent, or returns it with what has to be mended.
 * Refuses `report.not-submitted`, `report.reason-missing`, `report.not-yours`.
 */
export function decideReport(
  database: Database,
  official: Official,
  { reportId, decision, reason, today }: { reportId: string; decision: Decision; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const report = await reportForChange(transaction, official, { id: reportId, act: 'decide', today })
    const after = decided(report, decision, reason)
    await transaction
      .updateTable('report')
      .set({
        state: after.state,
        returned_reason: after.returnedReason,
        ...changedBy(official),
      })
      .where('id', '=', reportId)
      .execute()
    await recordDecision(transaction, official, { reportId, decision, reason, today })
    if (decision === 'return') await openForReport(transaction, official, { report, reason, today })
    await recordChange(transaction, {
      official,
      action: decision === 'accept' ? 'report.accepted' : 'report.returned',
      subject: { kind: 'report', id: reportId },
      unitId: report.unitId,
      summary: decision === 'accept' ? 'Tiếp nhận báo cáo' : `Trả lại báo cáo: ${after.returnedReason}`,
      before: { state: report.state },
      after,
    })
  })
}
