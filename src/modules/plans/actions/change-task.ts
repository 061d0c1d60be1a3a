import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { sendDocument } from '../../documents/index.ts'
import { assignmentsOfTask, milestonesOf, type TaskRecord, taskById } from '../queries/tasks.ts'
import { taskFormValues } from '../rules/form-values.ts'
import { checkDeadline } from '../rules/plan.ts'
import { taskDetails } from '../rules/task-details.ts'
import { requireUpperContent } from './carry-out.ts'
import { assign, chosenParts, requireContent, type TaskToGive, taskColumns } from './give-task.ts'
import { refuseStale } from './plan-for-change.ts'
import { writeMilestones } from './write-milestones.ts'

/**
 * Changes a task and the units that have it. A unit taken out keeps its evidence and is asked for it no more; one added has it
 * from today. `version` is the one the person saw; when somebody saved it since, throws StaleEdit. Refuses as `giveTask` does,
 * and `plan.completed-unit-taken-out` for a unit that has completed it.
 */
export function changeTask(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: TaskToGive; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await taskForChange(transaction, official, id, today)
    const assignments = await assignmentsOfTask(transaction, official, id, today)
    const milestones = await milestonesOf(transaction, id)
    refuseStale(version, before, () => taskFormValues(before, assignments, milestones))
    await requireContent(transaction, before.planId, given.contentId)
    const keptUnitIds = assignments.map((assignment) => assignment.unitId)
    const parts = await chosenParts(transaction, official, { given, planUnitId: before.planUnitId, keptUnitIds, today })
    const earliest = assignments.map((assignment) => assignment.assignedOn).sort()[0] ?? today
    const details = taskDetails(given)
    checkDeadline(details.deadline, earliest)
    await requireUpperContent(transaction, before.planBasedOnPlanId, given.carriesOutContentId ?? null)
    await transaction
      .updateTable('task')
      .set({
        ...taskColumns(given, details),
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    await writeMilestones(transaction, id, details.milestones)
    for (const assignment of assignments) {
      const part = parts.get(assignment.unitId)
      if (part === undefined) await takeBack(transaction, official, { assignment, today })
      else if (part !== assignment.part)
        await transaction.updateTable('task_assignment').set({ part }).where('id', '=', assignment.id).execute()
    }
    const added = new Map([...parts].filter(([unitId]) => !keptUnitIds.includes(unitId)))
    await assign(transaction, official, { taskId: id, parts: added, assignedOn: today })
    if (before.documentId !== null)
      await sendDocument(transaction, { documentId: before.documentId, unitIds: [...added.keys()], today })
    await recordChange(transaction, {
      official,
      action: 'plan.task-changed',
      subject: { kind: 'task', id },
      unitId: before.planUnitId,
      summary: `Sửa nhiệm vụ: ${given.title}`,
      before: { ...before, unitIds: keptUnitIds },
      after: { ...given, unitIds: [...parts.keys()] },
    })
  })
}

/** Withdraws a task from all units that have not completed it; what was done stays to be read. */
export function withdrawTask(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const task = await taskForChange(transaction, official, id, today)
    await transaction
      .updateTable('task')
      .set({
        withdrawn_on: today,
        withdrawn_reason: reason,
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    for (const assignment of await assignmentsOfTask(transaction, official, id, today)) {
      if (assignment.state !== 'completed') await takeBack(transaction, official, { assignment, today })
    }
    await recordChange(transaction, {
      official,
      action: 'plan.task-withdrawn',
      subject: { kind: 'task', id },
      unitId: task.planUnitId,
      summary: `Rút nhiệm vụ: ${reason}`,
      after: { reason },
    })
  })
}

async function taskForChange(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<TaskRecord> {
  await sql`select from task where id = ${id} for update`.execute(transaction)
  const task = await taskById(transaction, official, id, today)
  if (!task) throw new Refusal('not-found', 'plan.no-such-task', 'Không có nhiệm vụ này trong phạm vi của bạn.')
  if (task.mayAssign) return task
  throw new Refusal('not-allowed', 'plan.not-yours', 'Bạn không được sửa nhiệm vụ này, hoặc nhiệm vụ đã được rút.')
}

async function takeBack(
  transaction: Database,
  official: Official,
  {
    assignment,
    today,
  }: { assignment: { id: string; unitName: string; unitId: string; state: string }; today: CalendarDate },
): Promise<void> {
  if (assignment.state === 'completed') {
    const message = `${assignment.unitName} đã hoàn thành nhiệm vụ này nên không rút được. Hãy giữ đơn vị đó trong danh sách.`
    throw new Refusal('invalid', 'plan.completed-unit-taken-out', message, { leadUnitIds: message })
  }
  await transaction
    .updateTable('task_assignment')
    .set({
      state: 'withdrawn',
      withdrawn_on: today,
      refused_on: null,
      ...changedBy(official),
    })
    .where('id', '=', assignment.id)
    .execute()
  await recordChange(transaction, {
    official,
    action: 'plan.assignment-withdrawn',
    subject: { kind: 'task-assignment', id: assignment.id },
    unitId: assignment.unitId,
    summary: 'Rút nhiệm vụ khỏi đơn vị',
  })
}
