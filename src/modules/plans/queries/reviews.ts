import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { stoodAtAll, stoodOnDay } from './assignment-on-day.ts'
import { planOfOwn, planWithinReach } from './plan-reach.ts'
import './tables.ts'

/** The reviews (sơ kết, tổng kết) of a plan, the earliest first. */
export function reviewsOfPlan(database: Database, planId: string) {
  return database
    .selectFrom('review_meeting')
    .select([
      'id',
      'kind',
      'held_on as heldOn',
      'period_from as periodFrom',
      'period_to as periodTo',
      sql<number>`(select count(*)::int from task where task.review_meeting_id = review_meeting.id
        and task.withdrawn_on is null)`.as('taskCount'),
    ])
    .where('plan_id', '=', planId)
    .orderBy('held_on')
    .orderBy('id')
    .execute()
}

/** One review with its plan; undefined when it is not there or not this official's to read. */
export function reviewById(database: Database, official: Official, id: string, today: CalendarDate) {
  return database
    .selectFrom('review_meeting as review')
    .innerJoin('plan', 'plan.id', 'review.plan_id')
    .where('review.id', '=', id)
    .where(planWithinReach(official, today))
    .select([
      'review.id',
      'review.plan_id as planId',
      'review.kind',
      'review.held_on as heldOn',
      'review.period_from as periodFrom',
      'review.period_to as periodTo',
      'review.results',
      'review.shortcomings',
      'review.conclusions',
      'review.illustration',
      'plan.title as planTitle',
      sql<boolean>`(plan.withdrawn_on is null and ${planOfOwn(official, 'task.assign', today)})`.as('mayAssign'),
    ])
    .executeTakeFirst()
}

/** For each content: how the tasks due in a period stood at the end of a day, as it was known then. */
export function standingByContent(
  database: Database,
  { planId, from, to, asOf }: { planId: string; from: CalendarDate; to: CalendarDate; asOf: CalendarDate },
) {
  const due = sql`assignment.id is not null and task.last_good_day between ${from}::date and ${to}::date and ${stoodAtAll(asOf)}`
  const completed = stoodOnDay('completed', asOf)
  return database
    .selectFrom('plan_content as content')
    .leftJoin('task', 'task.plan_content_id', 'content.id')
    .leftJoin('task_assignment as assignment', 'assignment.task_id', 'task.id')
    .where('content.plan_id', '=', planId)
    .select([
      'content.position',
      'content.title',
      sql<number>`(count(*) filter (where ${due}))::int`.as('given'),
      sql<number>`(count(*) filter (where ${due} and ${completed} and assignment.completed_on <= task.last_good_day))::int`.as(
        'onTime',
      ),
      sql<number>`(count(*) filter (where ${due} and ${completed} and assignment.completed_on > task.last_good_day))::int`.as(
        'late',
      ),
      sql<number>`(count(*) filter (where ${due} and ${stoodOnDay('overdue', asOf)}))::int`.as('overdue'),
    ])
    .groupBy(['content.position', 'content.title'])
    .orderBy('content.position')
    .execute()
}

/** The tasks that a review set for the time after it. */
export function tasksOfReview(database: Database, reviewId: string) {
  return database
    .selectFrom('task')
    .where('review_meeting_id', '=', reviewId)
    .where('withdrawn_on', 'is', null)
    .select([
      'task.id',
      'task.title',
      'task.due_on as dueOn',
      'task.due_on_excluded as dueOnExcluded',
      'task.due_wording as dueWording',
      'task.due_time as dueTime',
    ])
    .orderBy('last_good_day')
    .orderBy('id')
    .execute()
}
