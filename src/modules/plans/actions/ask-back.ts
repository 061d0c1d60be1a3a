import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { questionsOf } from '../queries/assignment.ts'
import { assignmentForReport, lockedAssignment } from './report-progress.ts'

type Work = { id: string; today: CalendarDate }

/**
 * The unit asks back about its task; the deadline runs on meanwhile.
 * Refuses `plan.already-completed` and, while an earlier question waits, `plan.question-waits`.
 */
export function askBack(
  database: Database,
  official: Official,
  { id, question, today }: Work & { question: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const assignment = await assignmentForReport(transaction, official, { id, today })
    if (assignment.completedOn !== null) {
      throw new Refusal('conflict', 'plan.already-completed', 'Nhiệm vụ đã báo hoàn thành nên không cần hỏi lại.')
    }
    if ((await questionsOf(transaction, id)).some((each) => each.answer === null)) {
      throw new Refusal(
        'conflict',
        'plan.question-waits',
        'Đơn vị đã hỏi lại về nhiệm vụ này và đang chờ trả lời. Khi có trả lời, đơn vị hỏi tiếp được.',
      )
    }
    await transaction
      .insertInto('task_question')
      .values({ assignment_id: id, question, asked_on: today, asked_by_account_id: official.accountId })
      .execute()
    await recordChange(transaction, {
      official,
      action: 'plan.question-asked',
      subject: { kind: 'task-assignment', id },
      unitId: assignment.unitId,
      summary: `Hỏi lại: ${question}`,
    })
  })
}

/** Answers what a unit asked back. Refuses `plan.no-question-waits`, and `plan.not-yours` for who gives no tasks of that plan. */
export function answerQuestion(
  database: Database,
  official: Official,
  { id, answer, today }: Work & { answer: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const assignment = await lockedAssignment(transaction, official, { id, today })
    if (!assignment.mayAssign)
      throw new Refusal('not-allowed', 'plan.not-yours', 'Chỉ đơn vị giao nhiệm vụ trả lời được câu hỏi này.')
    const waiting = (await questionsOf(transaction, id)).find((each) => each.answer === null)
    if (!waiting) throw new Refusal('conflict', 'plan.no-question-waits', 'Câu hỏi này đã được trả lời.')
    await transaction
      .updateTable('task_question')
      .set({ answer, answered_on: today, answered_by_account_id: official.accountId })
      .where('id', '=', waiting.id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'plan.question-answered',
      subject: { kind: 'task-assignment', id },
      unitId: assignment.unitId,
      summary: `Trả lời: ${answer}`,
    })
  })
}
