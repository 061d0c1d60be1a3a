import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { shownReference } from '../../documents/index.ts'
import { stoodAtAll, stoodOnDay } from './assignment-on-day.ts'
import { planOfOwn, planWithinReach, readableUnits } from './plan-reach.ts'

/** The deadline of a task as its words say it. Table `task` must be joined. */
export const DEADLINE_COLUMNS = [
  'task.due_on as dueOn',
  'task.due_on_excluded as dueOnExcluded',
  'task.due_wording as dueWording',
  'task.due_time as dueTime',
] as const

/** The number of the content of the plan above that a task carries out, by itself or as part of its own content. */
const upperPosition = sql<number | null>`(select upper.position from plan_content upper
  where upper.id = coalesce(task.carries_out_content_id, content.carries_out_content_id))`.as('upperPosition')

/** For `where`: tasks of the plans within reach, and tasks given to a unit within reach. Tables `task` and `plan` must be joined. */
function taskWithinReach(official: Official, today: CalendarDate) {
  const units = readableUnits(official, today)
  return sql<SqlBool>`(plan.unit_id in ${units} or exists (select from task_assignment received
    where received.task_id = task.id and received.unit_id in ${units} and received.state <> 'withdrawn'))`
}

/**
 * The tasks of a plan in the order of its contents, each with the units that lead it and how far the assignments that the official
 * may follow have come.
 */
export function tasksOfPlan(database: Database, official: Official, planId: string, today: CalendarDate) {
  const units = readableUnits(official, today)
  const followed = sql`from task_assignment assignment where assignment.task_id = task.id and ${stoodAtAll(today)}
    and (plan.unit_id in ${units} or assignment.unit_id in ${units})`
  return database
    .selectFrom('task')
    .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
    .innerJoin('plan', 'plan.id', 'content.plan_id')
    .where('plan.id', '=', planId)
    .where('task.withdrawn_on', 'is', null)
    .where(taskWithinReach(official, today))
    .select([
      'task.id',
      'task.plan_content_id as contentId',
      'task.title',
      'task.product',
      ...DEADLINE_COLUMNS,
      'task.target_amount as targetAmount',
      'task.target_measure as targetMeasure',
      'task.period_from as periodFrom',
      'task.period_to as periodTo',
      'task.last_good_day as lastGoodDay',
      'task.copied_from_task_id as copiedFromTaskId',
      upperPosition,
      sql<CalendarDate | null>`(select min(assignment.assigned_on) from task_assignment assignment
        where assignment.task_id = task.id and assignment.state <> 'withdrawn')`.as('assignedOn'),
      // Those included that will have it from a day to come.
      sql<number>`(select count(*)::int from task_assignment assignment
        where assignment.task_id = task.id and assignment.state <> 'withdrawn')`.as('unitCount'),
      sql<number>`(select count(*)::int ${followed})`.as('given'),
      sql<number>`(select count(*)::int ${followed} and ${stoodOnDay('completed', today)})`.as('completed'),
      sql<number>`(select count(*)::int ${followed} and ${stoodOnDay('overdue', today)})`.as('overdue'),
      sql<
        string[]
      >`(select coalesce(array_agg(unit_name_on(assignment.unit_id, assignment.assigned_on) order by assignment.id), '{}')
        from task_assignment assignment where assignment.task_id = task.id and assignment.part = 'lead' and ${stoodAtAll(today)})`.as(
        'leadingUnits',
      ),
    ])
    .orderBy('content.position')
    .orderBy('task.last_good_day')
    .orderBy('task.id')
    .execute()
}

/** One task with its plan; undefined when it is not there or not this official's to read. */
export function taskById(database: Database, official: Official, id: string, today: CalendarDate) {
  return database
    .selectFrom('task')
    .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
    .innerJoin('plan', 'plan.id', 'content.plan_id')
    .leftJoin('document', 'document.id', 'plan.document_id')
    .leftJoin('account', 'account.id', 'task.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .where('task.id', '=', id)
    .where(planWithinReach(official, today))
    .where(taskWithinReach(official, today))
    .select([
      'task.id',
      'task.plan_content_id as contentId',
      'task.title',
      'task.product',
      ...DEADLINE_COLUMNS,
      'task.due_reading_reason as dueReadingReason',
      'task.target_amount as targetAmount',
      'task.target_measure as targetMeasure',
      'task.target_counts as targetCounts',
      'task.period_from as periodFrom',
      'task.period_to as periodTo',
      'task.carries_out_content_id as carriesOutContentId',
      'task.review_meeting_id as reviewMeetingId',
      upperPosition,
      'task.illustration',
      'task.version',
      'task.changed_at as changedAt',
      'task.withdrawn_on as withdrawnOn',
      'task.withdrawn_reason as withdrawnReason',
      'content.title as contentTitle',
      'content.position as contentPosition',
      'plan.id as planId',
      'plan.unit_id as planUnitId',
      'plan.title as planTitle',
      'plan.based_on_plan_id as planBasedOnPlanId',
      'plan.document_id as documentId',
      shownReference(official, today).as('planReference'),
      'person.full_name as changedBy',
      sql<boolean>`(plan.withdrawn_on is null and task.withdrawn_on is null and ${planOfOwn(official, 'task.assign', today)})`.as(
        'mayAssign',
      ),
    ])
    .executeTakeFirst()
}

export type TaskRecord = NonNullable<Awaited<ReturnType<typeof taskById>>>

/**
 * The units a task was given to. Who takes part is known to all who may read the task; how far a unit has come only to those
 * within whose reach it, or the plan, is (`mayFollow`).
 */
export function assignmentsOfTask(database: Database, official: Official, taskId: string, today: CalendarDate) {
  const units = readableUnits(official, today)
  return database
    .selectFrom('task_assignment as assignment')
    .innerJoin('task', 'task.id', 'assignment.task_id')
    .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
    .innerJoin('plan', 'plan.id', 'content.plan_id')
    .where('task.id', '=', taskId)
    .where('assignment.state', '<>', 'withdrawn')
    .select([
      'assignment.id',
      'assignment.unit_id as unitId',
      'assignment.part',
      'assignment.state',
      'assignment.assigned_on as assignedOn',
      'assignment.completed_on as completedOn',
      'assignment.refused_on as refusedOn',
      'assignment.withdrawn_on as withdrawnOn',
      'assignment.comment',
      ...DEADLINE_COLUMNS,
      'assignment.received_on as receivedOn',
      sql<string>`unit_name_on(assignment.unit_id, assignment.assigned_on)`.as('unitName'),
      sql<number>`(select count(*)::int from task_evidence evidence where evidence.assignment_id = assignment.id)`.as(
        'evidenceCount',
      ),
      sql<
        CalendarDate[]
      >`array(select reminder.reminded_on::text from task_reminder reminder where reminder.assignment_id = assignment.id
        order by reminder.id)`.as('remindedOn'),
      sql<boolean>`(plan.unit_id in ${units} or coalesce(plan.following_unit_id in ${units}, false) or assignment.unit_id in ${units})`.as(
        'mayFollow',
      ),
    ])
    .orderBy(sql`assignment.part = 'lead' desc, assignment.id`)
    .execute()
}

/** The steps of a task in their order. */
export function milestonesOf(database: Database, taskId: string) {
  return database
    .selectFrom('task_milestone')
    .select(['id', 'title', 'due_on as dueOn'])
    .where('task_id', '=', taskId)
    .orderBy('position')
    .execute()
}
