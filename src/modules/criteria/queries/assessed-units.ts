import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'

/**
 * The scopes of this module, for use inside a query. Divisions (phòng) are not scored themselves: whoever works in one belongs to
 * the agency above it.
 */

/** The units whose assessments the official reaches with the permission: those of the posts and all below. */
export function unitsInReach(official: Official, permission: string, today: CalendarDate) {
  const roots = unitsFor(official, permission)
  return sql<string>`(select unit_id from units_under(${roots}::bigint[], ${today}::date)
    union ${agenciesOf(roots, today)})`
}

/**
 * The official's own units: those of the posts themselves, whatever is below them or however far the rights of a post reach.
 * A self-assessment is a unit's own word.
 */
export function ownUnits(official: Official, permission: string, today: CalendarDate) {
  const own = official.posts.filter((post) => post.permissions.includes(permission)).map((post) => post.unitId)
  return sql<string>`(select unnest(${own}::bigint[]) union ${agenciesOf(own, today)})`
}

/**
 * True when the official works in the unit or in a unit below it: then somebody else verifies it, also when the unit is the one
 * that verifies all others.
 */
export function worksIn(official: Official, unitId: RawBuilder<unknown>, today: CalendarDate): RawBuilder<SqlBool> {
  const posts = official.posts.map((post) => post.unitId)
  return sql<SqlBool>`exists (select from units_under(array[${unitId}]::bigint[], ${today}::date) below
    where below.unit_id = any(${posts}::bigint[]))`
}

function agenciesOf(unitIds: readonly string[], today: CalendarDate) {
  return sql`select division.parent_unit_id from unit_version division
    where division.unit_id = any(${[...unitIds]}::bigint[]) and division.kind_code = 'division'
      and ${today}::date between division.valid_from and coalesce(division.valid_to, 'infinity')`
}
