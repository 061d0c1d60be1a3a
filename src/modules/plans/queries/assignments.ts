import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { shownReference } from '../../documents/index.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { type AssignmentState, stoodAtAll, stoodOnDay } from './assignment-on-day.ts'
import { assignmentWithinReach } from './plan-reach.ts'
import { DEADLINE_COLUMNS } from './tasks.ts'

export const ASSIGNMENTS_PER_PAGE = 50

/** Totals are not counted further than this: “hơn 1.000”. */
export const TOTAL_CAP = 1000

export type AssignmentFilter = {
  state?: AssignmentState | undefined
  /** Only this unit and, unless `alone`, the units below it. */
  unitId?: string | undefined
  alone?: boolean | undefined
  planId?: string | undefined
  contentId?: string | undefined
  words?: string | undefined
  /** Where the page before ended: `day_id`. */
  after?: string | undefined
}

export type AsOf = { today: CalendarDate; asOf: CalendarDate }

/** Tasks of units as they stood on the day `asOf`, the nearest last good day first, one page of 50 with the cursor of the next. */
export async function assignments(database: Database, official: Official, filter: AssignmentFilter, days: AsOf) {
  let query = filtered(database, official, filter, days)
    .leftJoin('document', 'document.id', 'plan.document_id')
    .select([
      'assignment.id',
      'assignment.unit_id as unitId',
      'assignment.part',
      'assignment.state',
      'assignment.assigned_on as assignedOn',
      'assignment.completed_on as completedOn',
      'assignment.refused_on as refusedOn',
      'assignment.withdrawn_on as withdrawnOn',
      'task.title',
      ...DEADLINE_COLUMNS,
      'task.last_good_day as lastGoodDay',
      'plan.id as planId',
      'plan.title as planTitle',
      shownReference(official, days.today).as('planReference'),
      sql<string>`unit_name_on(assignment.unit_id, assignment.assigned_on)`.as('unitName'),
      sql<CalendarDate | null>`(select max(reminder.reminded_on) from task_reminder reminder where reminder.assignment_id = assignment.id)`.as(
        'remindedOn',
      ),
    ])
    .orderBy('task.last_good_day')
    .orderBy('assignment.id')
    .limit(ASSIGNMENTS_PER_PAGE + 1)
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d+)$/.exec(filter.after ?? '')
  if (cursor) {
    query = query.where(sql<SqlBool>`(task.last_good_day, assignment.id) > (${cursor[1]}::date, ${cursor[2]}::bigint)`)
  }
  const rows = await query.execute()
  const page = rows.slice(0, ASSIGNMENTS_PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > ASSIGNMENTS_PER_PAGE && last ? `${last.lastGoodDay}_${last.id}` : null }
}

/** How many assignments the filter finds, and of how many units; neither is counted beyond `TOTAL_CAP`. */
export async function assignmentTotals(database: Database, official: Official, filter: AssignmentFilter, days: AsOf) {
  const found = filtered(database, official, filter, days)
    .select('assignment.unit_id')
    .limit(TOTAL_CAP + 1)
  return database
    .selectFrom(found.as('found'))
    .select([sql<number>`count(*)::int`.as('assignments'), sql<number>`count(distinct unit_id)::int`.as('units')])
    .executeTakeFirstOrThrow()
}

function filtered(database: Database, official: Official, filter: AssignmentFilter, { today, asOf }: AsOf) {
  let query = database
    .selectFrom('task_assignment as assignment')
    .innerJoin('task', 'task.id', 'assignment.task_id')
    .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
    .innerJoin('plan', 'plan.id', 'content.plan_id')
    .where(assignmentWithinReach(official, today))
    .where(stoodAtAll(asOf))
    .where('plan.withdrawn_on', 'is', null)
  if (filter.state) query = query.where(stoodOnDay(filter.state, asOf))
  if (filter.unitId) {
    query = filter.alone
      ? query.where('assignment.unit_id', '=', filter.unitId)
      : query.where('assignment.unit_id', 'in', unitsUnder([filter.unitId], today))
  }
  if (filter.planId) query = query.where('plan.id', '=', filter.planId)
  if (filter.contentId) query = query.where('content.id', '=', filter.contentId)
  if (filter.words) {
    query = query.where(
      sql<SqlBool>`strpos(searchable(task.title || ' ' || task.product), searchable(${filter.words.trim()})) > 0`,
    )
  }
  return query
}
