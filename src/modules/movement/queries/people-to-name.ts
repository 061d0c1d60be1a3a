import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsPlacedUnder } from '../../organisation/index.ts'
import './tables.ts'

/** So many are offered at once. */
export const MOST_PEOPLE_OFFERED = 20

/**
 * Officials with an account who may mark, of the units whose people the reader may read, by words in their name; accents don't matter.
 * Answers how many there are in all.
 */
export async function peopleToName(
  database: Database,
  official: Official,
  { words, today }: { words: string; today: CalendarDate },
) {
  const asked = words.trim().split(/\s+/).filter(Boolean).slice(0, 6)
  if (asked.length === 0) return { people: [], total: 0 }
  let query = database
    .selectFrom('person')
    .innerJoin('post', 'post.person_id', 'person.id')
    .select([
      'person.id',
      'person.full_name as fullName',
      sql<string>`string_agg(distinct post.title || ', ' || unit_name_on(post.unit_id, ${today}::date), '; ')`.as(
        'posts',
      ),
      sql<number>`(count(*) over ())::int`.as('total'),
    ])
    .where(mayMarkToday(today))
    .where('post.unit_id', 'in', unitsPlacedUnder(unitsFor(official, 'organisation.read'), today))
    .groupBy(['person.id', 'person.full_name'])
    .orderBy(sql`searchable(person.full_name)`)
    .orderBy('person.id')
    .limit(MOST_PEOPLE_OFFERED)
  for (const word of asked) {
    query = query.where(
      sql<SqlBool>`searchable(person.full_name) like '%' || replace(replace(searchable(${word}), '%', ''), '_', '') || '%'`,
    )
  }
  const rows = await query.execute()
  return { people: rows.map(({ total: _total, ...person }) => person), total: rows[0]?.total ?? 0 }
}

/** One of them by id; undefined when nobody of those. */
export function personToName(
  database: Database,
  official: Official,
  { personId, today }: { personId: string; today: CalendarDate },
) {
  return database
    .selectFrom('person')
    .innerJoin('post', 'post.person_id', 'person.id')
    .select(['person.id', 'person.full_name as fullName'])
    .where('person.id', '=', personId)
    .where(mayMarkToday(today))
    .where('post.unit_id', 'in', unitsPlacedUnder(unitsFor(official, 'organisation.read'), today))
    .limit(1)
    .executeTakeFirst()
}

function mayMarkToday(today: CalendarDate) {
  return sql<SqlBool>`${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity')
    and exists (select from account where account.person_id = person.id)
    and exists (select from role_permission granted where granted.role_code = post.role_code
      and granted.permission = 'movement.mark')`
}
