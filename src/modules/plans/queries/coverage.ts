import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Given } from '../rules/coverage.ts'
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
