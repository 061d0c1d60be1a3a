import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'

/** True for the units under the official's posts with the permission, with what has gone before them: what they reported can still be read. */
export function isReached(
  column: string,
  official: Official,
  permission: string,
  today: CalendarDate,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} in ${unitsUnder(unitsFor(official, permission), today)}`
}

/** The units of the official's own posts that carry the permission: what waits for this person, not for everybody below. */
export function ownUnits(official: Official, permission: string): string[] {
  return [...new Set(official.posts.filter((post) => post.permissions.includes(permission)).map((post) => post.unitId))]
}
