import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { stoodAtAll, stoodOnDay } from './assignment-on-day.ts'
import { DEADLINE_COLUMNS } from './tasks.ts'

/** Reminders are sent to no more than this many at once. */
export const MOST_REMINDED = 300

/**
 * Tasks that the official may urge, unfinished today, because their unit issued the plan, follows it or stands above who has the task:
 * the named ones; or all that have not reported on a task, late or not; or else the late ones of a plan or of a unit and those below
 * it; the longest overdue first.
 */
export function assignmentsToRemind(
  database: Database,
  official: Official,
  which: {
    ids?: readonly string[]
    taskId?: string | undefined
    planId?: string | undefined
    unitId?: string | undefined
  },
  today: CalendarDate,
) {
  const units = unitsUnder(unitsFor(official, 'task.assign'), today)
  let query = database
    .selectFrom('task_assignment as assignment')
    .innerJoin('task', 'task.id', 'assignment.task_id')
    .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
    .innerJoin('plan', 'plan.id', 'content.plan_id')
    .where(
      sql<SqlBool>`(plan.unit_id in ${units} or plan.following_unit_id in ${units} or assignment.unit_id in ${units})`,
    )
    .where('plan.withdrawn_on', 'is', null)
    .where(stoodAtAll(today))
    .where('assignment.state', 'in', ['assigned', 'in-progress'])
    .select([
      'assignment.id',
      'assignment.unit_id as unitId',
      'task.title',
      ...DEADLINE_COLUMNS,
      sql<string>`unit_name_on(assignment.unit_id, assignment.assigned_on)`.as('unitName'),
    ])
    .orderBy('task.last_good_day')
    .orderBy('assignment.id')
    .limit(MOST_REMINDED)
  if (which.ids) query = query.where('assignment.id', 'in', which.ids.length > 0 ? [...which.ids] : ['0'])
  else if (which.taskId) query = query.where('task.id', '=', which.taskId)
  else query = query.where(stoodOnDay('overdue', today))
  if (which.planId) query = query.where('plan.id', '=', which.planId)
  if (which.unitId) query = query.where('assignment.unit_id', 'in', unitsUnder([which.unitId], today))
  return query.execute()
}
