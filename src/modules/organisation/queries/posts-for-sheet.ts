import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsPlacedUnder } from './units.ts'
import './tables.ts'

export type PostForSheet = {
  id: string
  personId: string
  fullName: string
  unitId: string
  title: string
  roleCode: string | null
  reachUnitId: string | null
  position: number
  validFrom: CalendarDate
  validTo: CalendarDate | null
}

/** The posts in the units that the official manages, those that have ended included, by the order of their ids. */
export async function postsForSheet(
  database: Database,
  official: Official,
  { which, today }: { which: { after: string; most: number } | { ids: readonly string[] }; today: CalendarDate },
): Promise<PostForSheet[]> {
  const asked =
    'ids' in which
      ? sql`post.id = any(${[...which.ids]}::bigint[]) order by post.id`
      : sql`post.id > ${which.after}::bigint order by post.id limit ${which.most}`
  const { rows } = await sql<PostForSheet>`
    select post.id::text as id, post.person_id::text as "personId", person.full_name as "fullName", post.unit_id::text as "unitId",
      post.title, post.role_code as "roleCode", post.reach_unit_id::text as "reachUnitId", post.position,
      post.valid_from::text as "validFrom", post.valid_to::text as "validTo"
    from post join person on person.id = post.person_id
    where post.unit_id in ${unitsPlacedUnder(unitsFor(official, 'organisation.manage'), today)} and ${asked}`.execute(
    database,
  )
  return rows
}

/** The post that the person was given last; undefined when they have none. */
export async function lastPostOf(database: Database, personId: string): Promise<string | undefined> {
  const found = await database
    .selectFrom('post')
    .select('id')
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return found?.id
}
