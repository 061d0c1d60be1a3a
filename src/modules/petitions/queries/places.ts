import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

export type Place = { id: string; name: string; parentName: string | null; formerNames: string[] }

/** The most places that one search offers: whoever sees more types another word. */
export const MOST_PLACES = 20

/**
 * Communes of the provinces at work that bear the words in their name of today, or in the name of a unit that went into them: people
 * know their commune by its old name for years. Accents don't matter.
 */
export async function placesNamed(database: Database, words: string, today: CalendarDate): Promise<Place[]> {
  const patterns = words
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8)
    .map((word) => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`)
  if (patterns.length === 0) return []
  const all = (name: string) =>
    sql.join(
      patterns.map((pattern) => sql`searchable(${sql.ref(name)}) like searchable(${pattern})`),
      sql` and `,
    )
  const found = await sql<Place>`
    with named as (
      select version.unit_id from unit_version version where ${all('version.name')}
    ), today as (
      select unit_id, null::text as former from named
      union all
      select succession.to_unit_id, unit_name_on(succession.from_unit_id, succession.happened_on - 1)
      from unit_succession succession join named on named.unit_id = succession.from_unit_id
    )
    select version.unit_id::text as id, version.name, unit_name_on(version.parent_unit_id, ${today}::date) as "parentName",
      coalesce(array_agg(distinct today.former) filter (where today.former is not null), '{}') as "formerNames"
    from today
    join unit_version version on version.unit_id = today.unit_id
      and ${today}::date between version.valid_from and coalesce(version.valid_to, 'infinity')
    join unit_kind kind on kind.code = version.kind_code and kind.level = 'commune'
    where ${atWork(today)}
    group by version.unit_id, version.name, version.parent_unit_id
    order by version.name, version.unit_id
    limit ${MOST_PLACES}`.execute(database)
  return found.rows
}

/** One commune that may be chosen; undefined when it is not a commune of a province at work today. */
export async function placeById(database: Database, id: string, today: CalendarDate): Promise<Place | undefined> {
  const found = await sql<Place>`
    select version.unit_id::text as id, version.name, unit_name_on(version.parent_unit_id, ${today}::date) as "parentName",
      '{}'::text[] as "formerNames"
    from unit_version version
    join unit_kind kind on kind.code = version.kind_code and kind.level = 'commune'
    where version.unit_id = ${id}::bigint
      and ${today}::date between version.valid_from and coalesce(version.valid_to, 'infinity') and ${atWork(today)}`.execute(
    database,
  )
  return found.rows[0]
}

const atWork = (today: CalendarDate) => sql<SqlBool>`version.unit_id in (
  select unit_id from units_under(array(select unit_id from roots_at_work(${today}::date)), ${today}::date))`
