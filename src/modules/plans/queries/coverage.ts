import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Derived, Given } from '../rules/coverage.ts'
import { stoodAtAll, stoodOnDay } from './assignment-on-day.ts'
import './tables.ts'

/** What each unit was given under each content of a plan, as it stands today. */
export async function givenByContent(database: Database, planId: string, today: CalendarDate): Promise<Given[]> {
  return database
    .selectFrom('task_assignment as assignment')
    .innerJoin('task', 'task.id', 'assignment.task_id')
    .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
    .where('content.plan_id', '=', planId)
    .where(stoodAtAll(today))
    .select([
      'content.id as contentId',
      'assignment.unit_id as unitId',
      sql<number>`count(*)::int`.as('given'),
      sql<number>`(count(*) filter (where ${stoodOnDay('completed', today)}))::int`.as('completed'),
      sql<number>`(count(*) filter (where ${stoodOnDay('overdue', today)}))::int`.as('overdue'),
    ])
    .groupBy(['content.id', 'assignment.unit_id'])
    .execute()
}

/** What the plans of other units, made to carry this one out, have for each of its contents. */
export async function derivedByContent(database: Database, planId: string): Promise<Derived[]> {
  const { rows } = await sql<Derived>`
    with own as (select id, unit_id from plan where based_on_plan_id = ${planId} and withdrawn_on is null),
    part as (
      select own.id as plan_id, own.unit_id, content.carries_out_content_id as content_id, content.position, 1 as contents, 0 as tasks
      from own join plan_content content on content.plan_id = own.id
      union all
      select own.id, own.unit_id, coalesce(task.carries_out_content_id, content.carries_out_content_id), content.position, 0, 1
      from own join plan_content content on content.plan_id = own.id
        join task on task.plan_content_id = content.id and task.withdrawn_on is null)
    select part.content_id::text as "contentId", part.unit_id::text as "unitId", max(part.plan_id)::text as "planId",
      min(part.position)::int as position,
      sum(part.contents)::int as contents, sum(part.tasks)::int as tasks
    from part join plan_content upper on upper.id = part.content_id and upper.plan_id = ${planId}
    group by part.content_id, part.unit_id`.execute(database)
  return rows
}
