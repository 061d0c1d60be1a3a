import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { assignmentForReport } from './report-progress.ts'

/**
 * The unit says that it has received the task (tiếp nhận), today.
 * Refuses `plan.already-received`, and `plan.not-given-yet` for a task that counts as given from a later day only.
 */
export function receiveAssignment(
  database: Database,
  official: Official,
  { id, today }: { id: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const assignment = await assignmentForReport(transaction, official, { id, today })
    if (assignment.receivedOn !== null) {
      throw new Refusal(
        'conflict',
        'plan.already-received',
        `Đơn vị đã tiếp nhận nhiệm vụ này ngày ${formatCalendarDate(assignment.receivedOn)}.`,
      )
    }
    if (assignment.assignedOn > today) {
      throw new Refusal(
        'conflict',
        'plan.not-given-yet',
        `Nhiệm vụ này được giao từ ngày ${formatCalendarDate(assignment.assignedOn)} nên chưa tiếp nhận được.`,
      )
    }
    await transaction
      .updateTable('task_assignment')
      .set({ received_on: today, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'plan.task-received',
      subject: { kind: 'task-assignment', id },
      unitId: assignment.unitId,
      summary: 'Tiếp nhận nhiệm vụ',
    })
  })
}
