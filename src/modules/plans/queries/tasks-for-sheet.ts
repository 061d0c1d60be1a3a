import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { readableUnits } from './plan-reach.ts'

/** The tasks of the plans of the units within reach, by the order of their ids; neither they nor their plan withdrawn. */
export async function taskIdsForSheet(
  database: Database,
  official: Official,
  { which, today }: { which: { after: string; most: number } | { ids: readonly string[] }; today: CalendarDate },
): Promise<string[]> {
  const asked =
    'ids' in which
      ? sql`task.id = any(${[...which.ids]}::bigint[]) order by task.id`
      : sql`task.id > ${which.after}::bigint order by task.id limit ${which.most}`
  const { rows } = await sql<{ id: string }>`
    select task.id::text as id from task
    join plan_content as content on content.id = task.plan_content_id
    join plan on plan.id = content.plan_id
    where plan.unit_id in ${readableUnits(official, today)} and plan.withdrawn_on is null and task.withdrawn_on is null
      and ${asked}`.execute(database)
  return rows.map(({ id }) => id)
}

/**
 * What a task can belong to: the contents of the plans of the units within reach, each named with its plan. With `above`, the contents of
 * the plans that those carry out instead.
 */
export async function contentTitles(
  database: Database,
  official: Official,
  { above, today }: { above: boolean; today: CalendarDate },
): Promise<Record<string, string>> {
  const own = sql`select id from plan where unit_id in ${readableUnits(official, today)} and withdrawn_on is null`
  const carriedOut = sql`select based_on_plan_id from plan where unit_id in ${readableUnits(official, today)} and withdrawn_on is null`
  const { rows } = await sql<{ id: string; title: string }>`
    select content.id::text as id, plan.title || ' – ' || content.position || '. ' || content.title as title
    from plan_content as content join plan on plan.id = content.plan_id
    where plan.id in (${above ? carriedOut : own})
    order by plan.year desc, plan.id, content.position`.execute(database)
  return Object.fromEntries(rows.map(({ id, title }) => [id, title]))
}

/** The plan of a content; undefined when there is no such content. */
export async function planOfContent(database: Database, contentId: string): Promise<string | undefined> {
  const found = await database
    .selectFrom('plan_content')
    .select('plan_id as planId')
    .where('id', '=', contentId)
    .executeTakeFirst()
  return found?.planId
}
