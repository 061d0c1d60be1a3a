import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { reportForChange } from '../queries/report-for-change.ts'
import { reopened } from '../rules/report-reopening.ts'
import { openForReport } from './lock-request.ts'
import { recordDecision } from './record-decision.ts'

/**
 * Opens a report again that was sent, accepted or gathered: it goes back to its unit, which sends it anew under the next number. What was
 * sent stays readable. Where its period is closed, the unit may send this once.
 * Refuses `report.not-sent`, `report.reason-missing`, `report.not-yours`.
 */
export function reopenReport(
  database: Database,
  official: Official,
  { reportId, reason, today }: { reportId: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const report = await reportForChange(transaction, official, { id: reportId, act: 'reopen', today })
    const after = reopened(report, reason)
    await transaction
      .updateTable('report')
      .set({ state: after.state, returned_reason: after.returnedReason, ...changedBy(official) })
      .where('id', '=', reportId)
      .execute()
    await recordDecision(transaction, official, { reportId, decision: 'reopen', reason, today })
    await openForReport(transaction, official, { report, reason: after.returnedReason, today })
    await recordChange(transaction, {
      official,
      action: 'report.reopened',
      subject: { kind: 'report', id: reportId },
      unitId: report.unitId,
      summary: `Mở lại báo cáo: ${after.returnedReason}`,
      before: { state: report.state },
      after,
    })
  })
}
