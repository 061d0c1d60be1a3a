import { type SqlBool, sql } from 'kysely'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/** The units whose plans and tasks the official may read, for use inside a query. */
export function readableUnits(official: Official, today: CalendarDate) {
  return unitsUnder(unitsFor(official, 'plan.read'), today)
}

/** For `where`: plans that the units within reach issued or follow, and plans that gave a task to one of them. The table must be named `plan`. */
export function planWithinReach(official: Official, today: CalendarDate) {
  const units = readableUnits(official, today)
  return sql<SqlBool>`(plan.unit_id in ${units} or plan.following_unit_id in ${units} or exists (
    select from plan_content given_content join task given on given.plan_content_id = given_content.id
    join task_assignment received on received.task_id = given.id
    where given_content.plan_id = plan.id and received.unit_id in ${units} and received.state <> 'withdrawn'))`
}

/** For `where`: assignments of the units within reach, and those of the plans they issued or follow. Tables `assignment` and `plan` must be joined. */
export function assignmentWithinReach(official: Official, today: CalendarDate) {
  const units = readableUnits(official, today)
  return sql<SqlBool>`(assignment.unit_id in ${units} or plan.unit_id in ${units} or plan.following_unit_id in ${units})`
}

/** For `where`: plans for which the official holds the permission. The table must be named `plan`. */
export function planOfOwn(official: Official, permission: string, today: CalendarDate) {
  return sql<SqlBool>`plan.unit_id in ${unitsUnder(unitsFor(official, permission), today)}`
}

/**
 * The units of the posts themselves that carry the permission. Who gathers for a whole province reads and urges all its units; what
 * a unit has to do, and reporting on it, is the unit's own.
 */
export function ownUnits(official: Official, permission: string): string[] {
  return official.posts.filter((post) => post.permissions.includes(permission)).map((post) => post.unitId)
}

/** The day a plan was issued: its document's, or its own when it has none in the register. Tables `plan` and `document` must be joined. */
export const ISSUED_ON = sql<CalendarDate | null>`coalesce(document.issued_on, plan.issued_on)`

/**
 * For `where`: plans that have not had their final review (tổng kết) yet. What was not done by then stays in the lists as not done, but
 * nobody is reminded of it day by day any more. The table must be named `plan`.
 */
export const STILL_UNDER_WAY = sql<SqlBool>`not exists (
  select from review_meeting review where review.plan_id = plan.id and review.kind = 'final')`
