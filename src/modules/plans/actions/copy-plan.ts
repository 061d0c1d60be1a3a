import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { nextWorkingDayInForce, type TaskToCopy, tasksToCopy, unitsToCopy } from '../queries/plan-to-copy.ts'
import { contentsOf } from '../queries/plans.ts'
import { type CopiedTask, copiedTask, inYear } from '../rules/copied-plan.ts'
import type { Part } from '../rules/plan.ts'
import { assign, assignableUnits } from './give-task.ts'
import { planForChange } from './plan-for-change.ts'
import { writeMilestones } from './write-milestones.ts'

export type PlanToCopy = {
  title: string
  year: number
  contentIds: readonly string[]
  taskIds: readonly string[]
  /** From which day the units have the tasks; it may be to come. */
  assignedOn: CalendarDate
}

/**
 * Makes the plan of another year from one that stands: its contents and tasks as far as they are taken, deadlines moved to working days
 * of that year, units as they are today. Answers the new plan's id. The source stays as it is.
 * Refuses `plan.nothing-taken`, `plan.copied-into-same-year`, and `plan.copied-task-too-early` when a deadline would have passed before
 * the task is given.
 */
export function copyPlan(
  database: Database,
  official: Official,
  { planId, given, today }: { planId: string; given: PlanToCopy; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const source = await planForChange(transaction, official, { id: planId, may: 'write', today })
    if (given.year === source.year) {
      const message = `Kế hoạch này đã là của năm ${source.year}. Hãy chọn năm khác.`
      throw new Refusal('invalid', 'plan.copied-into-same-year', message, { year: message })
    }
    const contents = (await contentsOf(transaction, planId)).filter(({ id }) => given.contentIds.includes(id))
    if (contents.length === 0) {
      const message = 'Hãy chọn ít nhất một nội dung để đưa sang kế hoạch mới.'
      throw new Refusal('invalid', 'plan.nothing-taken', message, { contentIds: message })
    }
    const { id } = await transaction
      .insertInto('plan')
      .values({
        unit_id: source.unitId,
        document_id: null,
        title: given.title,
        year: given.year,
        issued_on: null,
        following_unit_id: source.followingUnitId,
        based_on_plan_id: null,
        copied_from_plan_id: planId,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const years = { fromYear: source.year, toYear: given.year }
    const newIds = await copyContents(transaction, id, contents, years)
    const tasks = (await tasksToCopy(transaction, planId)).filter(
      (task) => given.taskIds.includes(task.id) && newIds.has(task.contentId),
    )
    await copyTasks(transaction, official, { source, tasks, newIds, given, today })
    await recordChange(transaction, {
      official,
      action: 'plan.copied',
      subject: { kind: 'plan', id },
      unitId: source.unitId,
      summary: `Lập kế hoạch năm ${given.year} từ kế hoạch năm ${source.year}: ${contents.length} nội dung, ${tasks.length} nhiệm vụ`,
      after: { ...given, copiedFrom: planId },
    })
    return id
  })
}

type Years = { fromYear: number; toYear: number }

/** Answers the new content for each old one. */
async function copyContents(
  transaction: Database,
  planId: string,
  contents: readonly { id: string; title: string }[],
  { fromYear, toYear }: Years,
): Promise<ReadonlyMap<string, string>> {
  const newIds = new Map<string, string>()
  for (const [index, content] of contents.entries()) {
    const { id } = await transaction
      .insertInto('plan_content')
      .values({
        plan_id: planId,
        position: index + 1,
        title: inYear(content.title, fromYear, toYear),
        copied_from_content_id: content.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    newIds.set(content.id, id)
  }
  return newIds
}

async function copyTasks(
  transaction: Database,
  official: Official,
  options: {
    source: { id: string; unitId: string; year: number }
    tasks: readonly TaskToCopy[]
    newIds: ReadonlyMap<string, string>
    given: PlanToCopy
    today: CalendarDate
  },
): Promise<void> {
  const { source, tasks, newIds, given, today } = options
  const [nextWorkingDay, units, assignable] = await Promise.all([
    nextWorkingDayInForce(transaction),
    unitsToCopy(transaction, source.id, today),
    assignableUnits(transaction, official, { planUnitId: source.unitId, today }),
  ])
  const reachable = new Set(assignable.map((unit) => unit.id))
  for (const task of tasks) {
    const copied = copiedTask(task, { fromYear: source.year, toYear: given.year, nextWorkingDay })
    refuseTooEarly(copied, given.assignedOn)
    const { id: taskId } = await transaction
      .insertInto('task')
      .values({
        ...columnsOf(task, copied),
        plan_content_id: newIds.get(task.contentId) ?? '',
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeMilestones(transaction, taskId, copied.milestones)
    const parts = new Map<string, Part>()
    // Where units have merged, the one that led a task before leads it now.
    for (const { unitId, part } of units.filter((each) => each.taskId === task.id)) {
      if (unitId !== null && reachable.has(unitId) && parts.get(unitId) !== 'lead') parts.set(unitId, part)
    }
    await assign(transaction, official, { taskId, parts, assignedOn: given.assignedOn })
  }
}

function columnsOf(task: TaskToCopy, { title, product, deadline, period }: CopiedTask) {
  return {
    title,
    product,
    due_on: deadline.dueOn,
    due_on_excluded: deadline.dueOnExcluded,
    due_wording: task.dueWording,
    due_reading_reason: task.dueReadingReason,
    due_time: task.dueTime,
    target_amount: task.targetAmount,
    target_measure: task.targetMeasure,
    target_counts: task.targetCounts,
    period_from: period?.from ?? null,
    period_to: period?.to ?? null,
    copied_from_task_id: task.id,
  }
}

function refuseTooEarly({ title, deadline }: CopiedTask, assignedOn: CalendarDate): void {
  if (deadline.lastGoodDay >= assignedOn) return
  const message = `Nhiệm vụ “${title}” sẽ hết hạn ngày ${formatCalendarDate(deadline.lastGoodDay)}, trước ngày giao ${formatCalendarDate(assignedOn)}. Hãy chọn ngày giao sớm hơn, hoặc không lấy nhiệm vụ đó.`
  throw new Refusal('invalid', 'plan.copied-task-too-early', message, { assignedOn: message })
}
