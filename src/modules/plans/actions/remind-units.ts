import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { assignmentsToRemind } from '../queries/assignments-to-remind.ts'

/**
 * Urges units to finish tasks (đôn đốc) and answers how many were urged. Each of them sees it as a duty, and it stays on the task.
 * Refuses `plan.nothing-chosen`; what was completed meanwhile, or is not the official's to urge, is left out.
 */
export function remindUnits(
  database: Database,
  official: Official,
  { assignmentIds, message, today }: { assignmentIds: readonly string[]; message: string; today: CalendarDate },
): Promise<number> {
  return inTransaction(database, async (transaction) => {
    const found = await assignmentsToRemind(transaction, official, { ids: assignmentIds }, today)
    if (found.length === 0) {
      const refusal = 'Chưa chọn nhiệm vụ nào còn phải đôn đốc. Hãy chọn ít nhất một nhiệm vụ.'
      throw new Refusal('invalid', 'plan.nothing-chosen', refusal, { assignmentIds: refusal })
    }
    await transaction
      .insertInto('task_reminder')
      .values(
        found.map(({ id }) => ({
          assignment_id: id,
          message,
          reminded_on: today,
          reminded_by_account_id: official.accountId,
        })),
      )
      .execute()
    for (const { id, unitId } of found) {
      await recordChange(transaction, {
        official,
        action: 'plan.unit-reminded',
        subject: { kind: 'task-assignment', id },
        unitId,
        summary: `Đôn đốc: ${message}`,
      })
    }
    return found.length
  })
}
