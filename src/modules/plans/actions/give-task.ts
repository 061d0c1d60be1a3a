import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { sendDocument } from '../../documents/index.ts'
import { type UnitOnDay, unitsOnDay } from '../../organisation/index.ts'
import { contentsOf } from '../queries/plans.ts'
import { checkDeadline, type Part, partsOfUnits } from '../rules/plan.ts'
import { type TaskDetails, type TaskDetailsGiven, taskDetails } from '../rules/task-details.ts'
import { requireUpperContent } from './carry-out.ts'
import { planForChange } from './plan-for-change.ts'
import { writeMilestones } from './write-milestones.ts'

export type TaskToGive = TaskDetailsGiven & {
  contentId: string
  title: string
  /** What has to be handed over (sản phẩm). */
  product: string
  /** The content of the plan above that this task carries out, when not the one its own content does. */
  carriesOutContentId?: string | null | undefined
  /** The review (sơ kết, tổng kết) at which it was set. */
  reviewMeetingId?: string | null | undefined
  /** Units that do it, one by one, and kinds of unit of which all do it. */
  leadUnitIds: string[]
  leadKinds: string[]
  coordinatingUnitIds: string[]
  /** The day from which it counts as given; null: today. */
  assignedOn: CalendarDate | null
}

/**
 * Adds a task under a content of a plan, gives it to units, lets them read the plan's document, and answers the task's id.
 * Refuses `plan.no-such-content`, `plan.unit-out-of-reach`, `plan.assigned-in-the-future`, `plan.no-such-upper-content`,
 * `plan.no-such-review` and what the rules refuse about parts and details.
 */
export function giveTask(
  database: Database,
  official: Official,
  { planId, given, today }: { planId: string; given: TaskToGive; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const plan = await planForChange(transaction, official, { id: planId, may: 'assign', today })
    await requireContent(transaction, planId, given.contentId)
    const assignedOn = given.assignedOn ?? today
    if (assignedOn > today) {
      const message = 'Ngày giao không thể ở sau hôm nay. Hãy kiểm tra lại ngày.'
      throw new Refusal('invalid', 'plan.assigned-in-the-future', message, { assignedOn: message })
    }
    const details = taskDetails(given)
    checkDeadline(details.deadline, assignedOn)
    await requireUpperContent(transaction, plan.basedOnPlanId, given.carriesOutContentId ?? null)
    await requireReview(transaction, planId, given.reviewMeetingId ?? null)
    const parts = await chosenParts(transaction, official, { given, planUnitId: plan.unitId, today })
    const { id } = await transaction
      .insertInto('task')
      .values({
        ...taskColumns(given, details),
        review_meeting_id: given.reviewMeetingId ?? null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeMilestones(transaction, id, details.milestones)
    await assign(transaction, official, { taskId: id, parts, assignedOn })
    if (plan.documentId !== null)
      await sendDocument(transaction, { documentId: plan.documentId, unitIds: [...parts.keys()], today })
    await recordChange(transaction, {
      official,
      action: 'plan.task-given',
      subject: { kind: 'task', id },
      unitId: plan.unitId,
      summary: `Giao nhiệm vụ cho ${parts.size} đơn vị: ${given.title}`,
      after: { ...given, assignedOn, unitIds: [...parts.keys()] },
    })
    return id
  })
}

/** The units to which the official may give tasks of a plan: those within reach, and those below the plan's own unit. */
export function assignableUnits(
  database: Database,
  official: Official,
  { planUnitId, today }: { planUnitId: string; today: CalendarDate },
): Promise<UnitOnDay[]> {
  return unitsOnDay(database, { today, roots: [...unitsFor(official, 'task.assign'), planUnitId] })
}

/** Units chosen one by one and by kind, each with its part; `keptUnitIds` may stay though they are out of reach now. */
export async function chosenParts(
  transaction: Database,
  official: Official,
  options: {
    given: Pick<TaskToGive, 'leadUnitIds' | 'leadKinds' | 'coordinatingUnitIds'>
    planUnitId: string
    keptUnitIds?: readonly string[]
    today: CalendarDate
  },
): Promise<ReadonlyMap<string, Part>> {
  const { given, planUnitId, keptUnitIds = [], today } = options
  const units = await assignableUnits(transaction, official, { planUnitId, today })
  const ofKinds = units.filter((unit) => given.leadKinds.includes(unit.kindCode)).map((unit) => unit.id)
  // A unit that only supports stays so when “all” of its kind are chosen to do the task.
  const coordinating = new Set(given.coordinatingUnitIds)
  const leading = [...new Set([...given.leadUnitIds, ...ofKinds.filter((id) => !coordinating.has(id))])]
  const parts = partsOfUnits(leading, given.coordinatingUnitIds)
  const assignable = new Set([...units.map((unit) => unit.id), ...keptUnitIds])
  for (const [unitId, part] of parts) {
    if (assignable.has(unitId)) continue
    const message = 'Có đơn vị ngoài phạm vi bạn được giao nhiệm vụ. Hãy chọn lại đơn vị.'
    throw new Refusal('invalid', 'plan.unit-out-of-reach', message, {
      [part === 'lead' ? 'leadUnitIds' : 'coordinatingUnitIds']: message,
    })
  }
  return parts
}

/** Gives the task to units; one from which it was withdrawn gets it anew. */
export async function assign(
  transaction: Database,
  official: Official,
  { taskId, parts, assignedOn }: { taskId: string; parts: ReadonlyMap<string, Part>; assignedOn: CalendarDate },
): Promise<void> {
  if (parts.size === 0) return
  await transaction
    .insertInto('task_assignment')
    .values(
      [...parts].map(([unitId, part]) => ({
        task_id: taskId,
        unit_id: unitId,
        part,
        assigned_on: assignedOn,
        changed_by_account_id: official.accountId,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['task_id', 'unit_id']).doUpdateSet({
        part: sql`excluded.part`,
        state: 'assigned',
        assigned_on: sql`excluded.assigned_on`,
        withdrawn_on: null,
        received_on: null,
        stated_percent: null,
        version: sql`task_assignment.version + 1`,
        changed_at: sql`now()`,
        changed_by_account_id: official.accountId,
      }),
    )
    .execute()
}

/** Refuses `plan.no-such-content` for a content of another plan. */
export async function requireContent(transaction: Database, planId: string, contentId: string): Promise<void> {
  if ((await contentsOf(transaction, planId)).some(({ id }) => id === contentId)) return
  const message = 'Không có nội dung này trong kế hoạch. Hãy chọn nội dung khác.'
  throw new Refusal('invalid', 'plan.no-such-content', message, { contentId: message })
}

/** Refuses `plan.no-such-review` for a review of another plan. */
async function requireReview(transaction: Database, planId: string, reviewId: string | null): Promise<void> {
  if (reviewId === null) return
  const review = await transaction
    .selectFrom('review_meeting')
    .select('id')
    .where('id', '=', reviewId)
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  if (review) return
  throw new Refusal('not-found', 'plan.no-such-review', 'Không có cuộc sơ kết, tổng kết này của kế hoạch.')
}

export function taskColumns(given: TaskToGive, { deadline, target, period }: TaskDetails) {
  return {
    plan_content_id: given.contentId,
    title: given.title,
    product: given.product,
    due_on: deadline.dueOn,
    due_on_excluded: deadline.dueOnExcluded,
    due_wording: deadline.dueWording,
    due_reading_reason: deadline.dueReadingReason,
    due_time: deadline.dueTime,
    target_amount: target?.amount ?? null,
    target_measure: target?.measure ?? '',
    target_counts: target?.counts ?? null,
    period_from: period?.from ?? null,
    period_to: period?.to ?? null,
    carries_out_content_id: given.carriesOutContentId ?? null,
  }
}
