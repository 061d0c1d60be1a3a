import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { evidenceOf } from '../queries/assignment.ts'
import { milestonesOf } from '../queries/tasks.ts'
import { assignmentForReport } from './report-progress.ts'

/**
 * Says which milestone of the task a piece of evidence shows; null: none any more.
 * Refuses `plan.no-such-evidence` and `plan.no-such-milestone`.
 */
export function showMilestone(
  database: Database,
  official: Official,
  given: { assignmentId: string; evidenceId: string; milestoneId: string | null; today: CalendarDate },
): Promise<void> {
  const { assignmentId, evidenceId, milestoneId, today } = given
  return inTransaction(database, async (transaction) => {
    const assignment = await assignmentForReport(transaction, official, { id: assignmentId, today })
    const evidence = (await evidenceOf(transaction, assignmentId)).find(({ id }) => id === evidenceId)
    if (!evidence) throw new Refusal('not-found', 'plan.no-such-evidence', 'Không có minh chứng này ở nhiệm vụ.')
    const milestone = (await milestonesOf(transaction, assignment.taskId)).find(({ id }) => id === milestoneId)
    if (milestoneId !== null && !milestone) {
      const message = 'Nhiệm vụ không có mốc này. Hãy chọn mốc khác.'
      throw new Refusal('invalid', 'plan.no-such-milestone', message, { milestoneId: message })
    }
    await transaction
      .updateTable('task_evidence')
      .set({ milestone_id: milestoneId })
      .where('id', '=', evidenceId)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'plan.milestone-shown',
      subject: { kind: 'task-assignment', id: assignmentId },
      unitId: assignment.unitId,
      summary: milestone
        ? `Mốc “${milestone.title}” có minh chứng: ${evidence.title}`
        : `Minh chứng không còn gắn với mốc: ${evidence.title}`,
      before: { milestoneId: evidence.milestoneId },
      after: { milestoneId },
    })
  })
}
