import '../modules/documents/queries/tables.ts'
import { sendDocument } from '../modules/documents/index.ts'
import '../modules/plans/queries/tables.ts'
import { LITERAL_REASON } from '../modules/plans/rules/deadline-reading.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Chance } from './chance.ts'

export type TaskToAdd = {
  content: number
  title: string
  product: string
  dueOn: CalendarDate
  excluded?: boolean
  unitIds: readonly string[]
  /** Units that only support those that do it. */
  coordinatingUnitIds?: readonly string[]
  /** Share of the units that had finished by the deadline; the rest has not. */
  finished: number
  /** On which day each of the units finished, in their order, null for one that never did; instead of `finished`. */
  finishedOn?: readonly (CalendarDate | null)[]
  target?: { amount: number; measure: string; counts: string | null }
  /** From and to. */
  period?: readonly [CalendarDate, CalendarDate]
  /** Day and words. */
  milestones?: readonly (readonly [CalendarDate, string])[]
}

export type PlanToAdd = {
  unitId: string
  documentId: string | null
  title: string
  year: number
  issuedOn: CalendarDate
  illustration: string
  contents: readonly string[]
  tasks: readonly TaskToAdd[]
  random: Chance
  /** What would have been finished after this day has not been yet. */
  until: CalendarDate
  /** The unit that follows how the plan is carried out, such as Sở Nội vụ. */
  followingUnitId?: string
  /** Units of the demonstration accounts: their later tasks stay open, so that there is something to do. */
  unfinishedUnitIds?: readonly string[]
}

export type AddedPlan = {
  id: string
  documentId: string | null
  year: number
  contents: { id: string; position: number; title: string }[]
}

/** Adds a plan with its contents and tasks. */
export async function addPlan(database: Database, plan: PlanToAdd): Promise<AddedPlan> {
  const { id } = await database
    .insertInto('plan')
    .values({
      unit_id: plan.unitId,
      document_id: plan.documentId,
      title: plan.title,
      year: plan.year,
      issued_on: plan.issuedOn,
      based_on_plan_id: null,
      following_unit_id: plan.followingUnitId ?? null,
      illustration: plan.illustration,
      created_by_account_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const contents = await database
    .insertInto('plan_content')
    .values(plan.contents.map((title, index) => ({ plan_id: id, position: index + 1, title })))
    .returning(['id', 'position', 'title'])
    .execute()
  for (const task of plan.tasks) {
    const content = contents.find(({ position }) => position === task.content)
    await addTask(database, { plan, task, contentId: content?.id ?? '' })
  }
  if (plan.documentId !== null) {
    const unitIds = [...new Set(plan.tasks.flatMap((task) => [...task.unitIds, ...(task.coordinatingUnitIds ?? [])]))]
    if (unitIds.length > 0) await sendDocument(database, { documentId: plan.documentId, unitIds, today: plan.issuedOn })
  }
  return { id, documentId: plan.documentId, year: plan.year, contents }
}

/** Adds a task to a content and gives it to its units. */
export async function addTask(
  database: Database,
  options: { plan: PlanToAdd; task: TaskToAdd; contentId: string; reviewMeetingId?: string; assignedOn?: CalendarDate },
): Promise<void> {
  const { plan, task, contentId, reviewMeetingId = null, assignedOn = plan.issuedOn } = options
  const { id: taskId } = await database
    .insertInto('task')
    .values({
      plan_content_id: contentId,
      title: task.title,
      product: task.product,
      due_on: task.dueOn,
      due_on_excluded: task.excluded ?? false,
      due_wording: task.excluded ? 'before' : 'by',
      due_reading_reason: task.excluded ? LITERAL_REASON : '',
      target_amount: task.target?.amount ?? null,
      target_measure: task.target?.measure ?? '',
      target_counts: task.target?.counts ?? null,
      period_from: task.period?.[0] ?? null,
      period_to: task.period?.[1] ?? null,
      review_meeting_id: reviewMeetingId,
      illustration: 'Nhiệm vụ minh họa.',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [index, [dueOn, title]] of (task.milestones ?? []).entries()) {
    await database
      .insertInto('task_milestone')
      .values({ task_id: taskId, position: index + 1, title, due_on: dueOn })
      .execute()
  }
  const leading = task.unitIds.map((unitId, index) => assignmentOf(plan, task, { unitId, index, part: 'lead' }))
  const coordinating = (task.coordinatingUnitIds ?? []).map((unitId, index) =>
    assignmentOf(plan, { ...task, finishedOn: undefined }, { unitId, index, part: 'coordinate' }),
  )
  await database
    .insertInto('task_assignment')
    .values(
      [...leading, ...coordinating].map(({ isNew, ...assignment }) => ({
        ...assignment,
        task_id: taskId,
        assigned_on: assignedOn,
        received_on: isNew ? null : addDays(assignedOn, 2),
      })),
    )
    .execute()
}

function assignmentOf(
  plan: PlanToAdd,
  task: Omit<TaskToAdd, 'finishedOn'> & { finishedOn?: TaskToAdd['finishedOn'] | undefined },
  { unitId, index, part }: { unitId: string; index: number; part: 'lead' | 'coordinate' },
) {
  const keptOpen = task.dueOn > `${plan.year}-09-01` && plan.unfinishedUnitIds?.includes(unitId) === true
  const completedOn = task.finishedOn
    ? (task.finishedOn[index] ?? null)
    : byChance(plan, task, addDays(task.dueOn, -plan.random.between(1, 25)), keptOpen)
  return {
    unit_id: unitId,
    part,
    state: completedOn === null ? ('assigned' as const) : ('completed' as const),
    comment: completedOn === null ? '' : 'Đã hoàn thành (dữ liệu minh họa, không kèm minh chứng).',
    completed_on: completedOn,
    isNew: keptOpen,
  }
}

function byChance(plan: PlanToAdd, task: { finished: number }, day: CalendarDate, keptOpen: boolean) {
  return !keptOpen && plan.random.next() < task.finished && day <= plan.until ? day : null
}

export type OwnPlans = {
  upper: AddedPlan
  units: readonly { id: string; documentId: string | null }[]
  issuedOn: CalendarDate
  /** The numbers of the contents of which the plan of the unit at this place says nothing. */
  silentOn: (index: number) => readonly number[]
}

/** Plans of units below that carry out a plan: its contents in their own words, each saying which one it carries out. */
export async function addOwnPlans(database: Database, { upper, units, issuedOn, silentOn }: OwnPlans): Promise<void> {
  for (const [index, unit] of units.entries()) {
    const { id } = await database
      .insertInto('plan')
      .values({
        unit_id: unit.id,
        document_id: unit.documentId,
        title: `Kế hoạch công tác dân vận năm ${upper.year} của đơn vị`,
        year: upper.year,
        issued_on: addDays(issuedOn, index % 20),
        based_on_plan_id: upper.id,
        following_unit_id: null,
        illustration: 'Kế hoạch minh họa, lập theo kế hoạch cấp trên.',
        created_by_account_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const taken = upper.contents.filter(({ position }) => !silentOn(index).includes(position))
    await database
      .insertInto('plan_content')
      .values(
        taken.map((content, place) => ({
          plan_id: id,
          position: place + 1,
          title: content.title,
          carries_out_content_id: content.id,
        })),
      )
      .execute()
  }
}
