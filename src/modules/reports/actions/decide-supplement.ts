import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { reportForChange } from '../queries/report-for-change.ts'
import { supplementOf } from '../queries/supplements.ts'
import { supplementDecided } from '../rules/report-supplement.ts'

/**
 * The collector accepts a supplement, or refuses it with a reason; either way it stays readable under its number.
 * Refuses `report.supplement-not-waiting`, `report.reason-missing`, `report.no-such-supplement`, `report.not-yours`.
 */
export function decideSupplement(
  database: Database,
  official: Official,
  given: { reportId: string; number: number; decision: 'accept' | 'refuse'; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { reportId, number, decision, today } = given
    const report = await reportForChange(transaction, official, { id: reportId, act: 'decide', today })
    const supplement = await supplementOf(transaction, reportId, number)
    const after = supplementDecided(supplement, decision, given.reason)
    await transaction
      .updateTable('report_supplement')
      .set({
        ...{ state: after.state, decided_on: today, decided_reason: after.reason },
        decided_by_account_id: official.accountId,
        ...changedBy(official),
      })
      .where('id', '=', supplement.id)
      .execute()
    await recordChange(transaction, {
      official,
      action: decision === 'accept' ? 'report.supplement-accepted' : 'report.supplement-refused',
      subject: { kind: 'report', id: reportId },
      unitId: report.unitId,
      summary:
        decision === 'accept'
          ? `Tiếp nhận báo cáo bổ sung số ${number}`
          : `Không tiếp nhận báo cáo bổ sung số ${number}: ${after.reason}`,
      before: { state: supplement.state },
      after,
    })
  })
}
