import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official, PostHeld } from '../../../vocabulary/official.ts'
import { unitsPlacedUnder } from '../../organisation/index.ts'

/**
 * For each of the units the post under which the official acts on it with the permission; units out of reach are absent. Somebody
 * who holds several posts acts under the one that reaches the unit.
 */
export async function postsReaching(
  transaction: Database,
  official: Official,
  { permission, unitIds, today }: { permission: string; unitIds: readonly string[]; today: CalendarDate },
): Promise<Map<string, PostHeld>> {
  const found = new Map<string, PostHeld>()
  for (const post of official.posts.filter((each) => each.permissions.includes(permission))) {
    const reached = await sql<{ id: string }>`select id from unnest(${[...unitIds]}::bigint[]) as id
      where id in ${unitsPlacedUnder([post.reachUnitId], today)}`.execute(transaction)
    for (const { id } of reached.rows) if (!found.has(id)) found.set(id, post)
  }
  return found
}
