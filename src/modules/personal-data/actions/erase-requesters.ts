import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { lastDayNoLongerKept } from '../../../vocabulary/retention.ts'
import '../queries/tables.ts'

/**
 * Blanks name and contact of those whose request was answered longer ago than their retention class allows, and answers how many.
 * Nothing happens while no period is in force. The desk does this whenever it writes, so that nobody has to remember it.
 */
export function eraseRequesters(database: Database, today: CalendarDate): Promise<number> {
  return inTransaction(database, async (transaction) => {
    const period = await transaction
      .selectFrom('retention_class')
      .select(['period_in_years as periodInYears', 'valid_from as validFrom'])
      .where('code', '=', 'data-request')
      .executeTakeFirstOrThrow()
    const until = lastDayNoLongerKept(period, today)
    if (until === null) return 0
    const erased = await transaction
      .updateTable('data_request')
      .set({
        requester_name: '',
        requester_contact: '',
        requester_erased_on: today,
        version: sql`version + 1`,
        changed_at: sql`now()`,
      })
      .where('answered_on', '<=', until)
      .where('requester_erased_on', 'is', null)
      .returning(['id', 'unit_id as unitId'])
      .execute()
    for (const { id, unitId } of erased) {
      await recordChange(transaction, {
        official: null,
        action: 'personal-data.requester-erased',
        subject: { kind: 'data-request', id },
        unitId,
        summary: 'Xóa họ tên, cách liên hệ của người yêu cầu vì hết thời hạn lưu',
      })
    }
    return erased.length
  })
}
