import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { stoodAtAll, stoodOnDay } from './assignment-on-day.ts'
import { STILL_UNDER_WAY } from './plan-reach.ts'
import './tables.ts'

/** A head sees what is late in the units right below at once, and what is late further below after this many days: a choice of the house. */
export const ESCALATION_IN_DAYS = 7

/**
 * Units below the given ones that have late tasks, with how many and since when; those right below with all their late tasks, those
 * further below with what has been late for more than `ESCALATION_IN_DAYS`. The longest late first, at most 10, and how many there are.
 */
export async function lateUnitsBelow(database: Database, unitIds: readonly string[], today: CalendarDate) {
  if (unitIds.length === 0) return []
  const { rows } = await sql<{
    unitId: string
    unitName: string
    tasks: number
    latestGoodDay: CalendarDate
    units: number
  }>`
    with late as (
      select assignment.unit_id, task.last_good_day
      from task_assignment assignment join task on task.id = assignment.task_id
        join plan_content content on content.id = task.plan_content_id join plan on plan.id = content.plan_id
      where plan.withdrawn_on is null and ${STILL_UNDER_WAY} and ${stoodAtAll(today)} and ${stoodOnDay('overdue', today)}
        and assignment.unit_id in (select unit_id from units_under(${[...unitIds]}::bigint[], ${today}::date))
        and assignment.unit_id <> all (${[...unitIds]}::bigint[])),
    escalated as (
      select late.unit_id, late.last_good_day from late
      where late.last_good_day < ${today}::date - ${ESCALATION_IN_DAYS}::int or exists (
        select from unit_version version where version.unit_id = late.unit_id
          and version.parent_unit_id = any (${[...unitIds]}::bigint[])
          and version.valid_from <= ${today}::date and (version.valid_to is null or version.valid_to >= ${today}::date)))
    select unit_id::text as "unitId", unit_name_on(unit_id, ${today}::date) as "unitName", count(*)::int as tasks,
      min(last_good_day)::text as "latestGoodDay", (count(*) over ())::int as units
    from escalated group by unit_id order by min(last_good_day), count(*) desc, unit_id limit 10`.execute(database)
  return rows
}
