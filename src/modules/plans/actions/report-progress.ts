import { sql, type UpdateObject } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction, type Tables } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type AssignmentRecord, assignmentById, evidenceOf } from '../queries/assignment.ts'
import { checkCompletion } from '../rules/plan.ts'
import { refuseStale } from './plan-for-change.ts'

type Work = { id: string; today: CalendarDate }

/** Notes how far the unit has come, in its own words and by its own estimate in percent, which counts nowhere. When somebody saved it since `version`, throws StaleEdit. */
export function commentOnAssignment(
  database: Database,
  official: Official,
  {
    id,
    comment,
    statedPercent = null,
    version,
    today,
  }: Work & { comment: string; statedPercent?: number | null; version: string | null },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const assignment = await assignmentForReport(transaction, official, { id, today })
    refuseStale(version, assignment, () => ({
      comment: assignment.comment,
      statedPercent: assignment.statedPercent === null ? '' : String(assignment.statedPercent),
    }))
    const state = assignment.state === 'assigned' && comment !== '' ? 'in-progress' : assignment.state
    const estimate = statedPercent === null ? '' : ` (đơn vị tự ước ${statedPercent}%)`
    await save(transaction, official, assignment, {
      change: { comment, state, stated_percent: statedPercent },
      action: 'plan.progress-noted',
      summary: comment + estimate === '' ? 'Bỏ nhận xét tiến độ' : `Tiến độ: ${comment}${estimate}`,
    })
  })
}

/**
 * Reports a task as completed on a day, with the evidence that is linked or an explanation why there is none.
 * Refuses `plan.already-completed` and what the rule `checkCompletion` refuses.
 */
export function completeAssignment(
  database: Database,
  official: Official,
  { id, completedOn, explanation, today }: Work & { completedOn: CalendarDate; explanation: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const assignment = await assignmentForReport(transaction, official, { id, today })
    refuseCompleted(assignment)
    const evidenceCount = (await evidenceOf(transaction, id)).length
    checkCompletion({ completedOn, explanation, evidenceCount, assignedOn: assignment.assignedOn }, today)
    await save(transaction, official, assignment, {
      change: { state: 'completed', completed_on: completedOn, explanation, refused_on: null },
      action: 'plan.task-completed',
      summary: `Báo hoàn thành ngày ${formatCalendarDate(completedOn)}${explanation === '' ? '' : `: ${explanation}`}`,
    })
  })
}

/** Takes a report of completion back: the task is in progress again. Refuses `plan.not-completed`. */
export function reopenAssignment(
  database: Database,
  official: Official,
  { id, reason, today }: Work & { reason: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const assignment = await assignmentForReport(transaction, official, { id, today })
    if (assignment.state !== 'completed') {
      throw new Refusal('conflict', 'plan.not-completed', 'Nhiệm vụ này chưa báo hoàn thành nên không cần mở lại.')
    }
    await save(transaction, official, assignment, {
      change: { state: 'in-progress', completed_on: null, explanation: '' },
      action: 'plan.task-reopened',
      summary: `Mở lại nhiệm vụ: ${reason}`,
    })
  })
}

/** Asks for the task to be taken back, with a reason; it is not late while this waits for an answer. */
export function refuseAssignment(
  database: Database,
  official: Official,
  { id, reason, today }: Work & { reason: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const assignment = await assignmentForReport(transaction, official, { id, today })
    refuseCompleted(assignment)
    if (assignment.state === 'refused')
      throw new Refusal('conflict', 'plan.already-refused', 'Đơn vị đã xin trả lại nhiệm vụ này và đang chờ trả lời.')
    await save(transaction, official, assignment, {
      change: { state: 'refused', refused_on: today, refusal_reason: reason, refusal_answer: '' },
      action: 'plan.task-refused',
      summary: `Xin trả lại nhiệm vụ: ${reason}`,
    })
  })
}

/**
 * Answers a unit that asked for a task to be taken back: it stays with the unit, or is withdrawn from it.
 * Refuses `plan.not-refused`, and `plan.not-yours` for who does not give tasks of that plan.
 */
export function answerRefusal(
  database: Database,
  official: Official,
  { id, decision, answer, today }: Work & { decision: 'keep' | 'withdraw'; answer: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const assignment = await lockedAssignment(transaction, official, { id, today })
    if (!assignment.mayAssign)
      throw new Refusal('not-allowed', 'plan.not-yours', 'Chỉ đơn vị giao nhiệm vụ trả lời được đề nghị này.')
    if (assignment.state !== 'refused')
      throw new Refusal('conflict', 'plan.not-refused', 'Đề nghị trả lại nhiệm vụ này đã được trả lời.')
    const kept = decision === 'keep'
    await save(transaction, official, assignment, {
      change: {
        state: kept ? 'in-progress' : 'withdrawn',
        refused_on: null,
        withdrawn_on: kept ? null : today,
        refusal_answer: answer,
      },
      action: kept ? 'plan.refusal-declined' : 'plan.assignment-withdrawn',
      summary: kept ? `Đề nghị tiếp tục thực hiện: ${answer}` : `Đồng ý rút nhiệm vụ: ${answer}`,
    })
  })
}

/**
 * The assignment, locked, for somebody who reports on it.
 * Refuses `plan.no-such-assignment` for what is out of reach or of another unit, and `plan.withdrawn`.
 */
export async function assignmentForReport(
  transaction: Database,
  official: Official,
  work: Work,
): Promise<AssignmentRecord> {
  const assignment = await lockedAssignment(transaction, official, work)
  if (!assignment.mayReport)
    throw new Refusal('not-allowed', 'plan.not-your-assignment', 'Chỉ đơn vị được giao báo cáo được nhiệm vụ này.')
  if (assignment.state === 'withdrawn')
    throw new Refusal('conflict', 'plan.withdrawn', 'Nhiệm vụ đã được rút khỏi đơn vị nên không phải báo cáo nữa.')
  return assignment
}

/** The assignment, locked. Refuses `plan.no-such-assignment` for what is out of reach. */
export async function lockedAssignment(
  transaction: Database,
  official: Official,
  { id, today }: Work,
): Promise<AssignmentRecord> {
  await sql`select from task_assignment where id = ${id} for update`.execute(transaction)
  const assignment = await assignmentById(transaction, official, id, today)
  if (!assignment)
    throw new Refusal('not-found', 'plan.no-such-assignment', 'Không có nhiệm vụ này trong phạm vi của bạn.')
  return assignment
}

function refuseCompleted(assignment: AssignmentRecord): void {
  if (assignment.completedOn === null) return
  throw new Refusal(
    'conflict',
    'plan.already-completed',
    `Nhiệm vụ đã báo hoàn thành ngày ${formatCalendarDate(assignment.completedOn)}.`,
  )
}

async function save(
  transaction: Database,
  official: Official,
  assignment: AssignmentRecord,
  { change, action, summary }: { change: UpdateObject<Tables, 'task_assignment'>; action: string; summary: string },
): Promise<void> {
  await transaction
    .updateTable('task_assignment')
    .set({ ...change, ...changedBy(official) })
    .where('id', '=', assignment.id)
    .execute()
  await recordChange(transaction, {
    official,
    action,
    subject: { kind: 'task-assignment', id: assignment.id },
    unitId: assignment.unitId,
    summary,
    before: { state: assignment.state, comment: assignment.comment, completedOn: assignment.completedOn },
  })
}
