import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unsentDuties } from '../queries/unsent-duties.ts'
import { requireCollector } from './lock-request.ts'

/**
 * Urges units that have not sent, or have to send again (đôn đốc), and answers how many were urged: each sees it as a duty.
 * Refuses `report.nobody-to-urge`; what was sent meanwhile is left out.
 */
export function remindReporters(
  database: Database,
  official: Official,
  given: { requestId: string; dutyIds: readonly string[]; message: string; today: CalendarDate },
): Promise<number> {
  return inTransaction(database, async (transaction) => {
    const { requestId, dutyIds, message, today } = given
    await requireCollector(transaction, official, requestId, today)
    const found = (await unsentDuties(transaction, requestId)).filter((duty) => dutyIds.includes(duty.id))
    if (found.length === 0) {
      const refusal = 'Chưa chọn đơn vị nào còn phải gửi báo cáo. Hãy chọn ít nhất một đơn vị.'
      throw new Refusal('invalid', 'report.nobody-to-urge', refusal, { dutyIds: refusal })
    }
    await transaction
      .insertInto('report_reminder')
      .values(
        found.map(({ id }) => ({
          duty_id: id,
          message,
          reminded_on: today,
          reminded_by_account_id: official.accountId,
        })),
      )
      .execute()
    for (const { unitId } of found) {
      await recordChange(transaction, {
        official,
        action: 'report.unit-reminded',
        subject: { kind: 'report-request', id: requestId },
        unitId,
        summary: `Đôn đốc gửi báo cáo: ${message}`,
      })
    }
    return found.length
  })
}
