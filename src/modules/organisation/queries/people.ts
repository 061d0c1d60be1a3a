import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { like, wordsIn } from './find-units.ts'
import { unitsPlacedUnder } from './units.ts'
import './tables.ts'

export const PEOPLE_PER_PAGE = 50

export type PeopleFilter = {
  /** Words in the name; accents don't matter. */
  words?: string | undefined
  /** Only who has a post in this unit or one below it. */
  unitId?: string | undefined
  /** True to include those who hold no post today. */
  former?: boolean | undefined
  /** Where the page before ended: the id of its last person. */
  after?: string | undefined
}

/** A post as a line of a list. */
export type PostLine = { id: string; unitId: string; unitName: string; title: string }

/** The people who hold or held a post within the official's reach, by name, one page of 50 with the cursor of the next. */
export async function people(database: Database, official: Official, filter: PeopleFilter, today: CalendarDate) {
  const held = filter.former
    ? sql``
    : sql`and ${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity')`
  let query = database
    .selectFrom('person')
    .select(['person.id', 'person.full_name as fullName', postsToday(today).as('posts')])
    .where(hasPost(readableUnits(official, today), held))
    .orderBy(sql`searchable(person.full_name)`)
    .orderBy('person.id')
    .limit(PEOPLE_PER_PAGE + 1)
  if (filter.unitId) query = query.where(hasPost(unitsPlacedUnder([filter.unitId], today), held))
  for (const word of wordsIn(filter.words)) {
    query = query.where(sql<SqlBool>`searchable(person.full_name) like ${like(word)}`)
  }
  if (filter.after) {
    query = query.where(
      sql<SqlBool>`(searchable(person.full_name), person.id) >
        (select searchable(last.full_name), last.id from person last where last.id = ${filter.after}::bigint)`,
    )
  }
  const rows = await query.execute()
  const page = rows.slice(0, PEOPLE_PER_PAGE)
  return { rows: page, next: rows.length > PEOPLE_PER_PAGE ? (page.at(-1)?.id ?? null) : null }
}

/** One person; undefined when nobody, or nobody within this official's reach. */
export function personById(database: Database, official: Official, id: string, today: CalendarDate) {
  return database
    .selectFrom('person')
    .select(['person.id', 'person.full_name as fullName', 'person.illustration'])
    .where('person.id', '=', id)
    .where(hasPost(readableUnits(official, today), sql``))
    .executeTakeFirst()
}

/** The posts of a person, those held today first. */
export function postsOf(database: Database, personId: string, today: CalendarDate) {
  return posts(database, today)
    .where('post.person_id', '=', personId)
    .orderBy(sql`(post.valid_to is null or post.valid_to >= ${today}::date)`, 'desc')
    .orderBy('post.position')
    .orderBy('post.valid_from', 'desc')
    .execute()
}

/** Which posts of a person stand in a unit within this official's reach, so that they can be opened. */
export async function postsToOpen(
  database: Database,
  official: Official,
  { personId, today }: { personId: string; today: CalendarDate },
): Promise<ReadonlySet<string>> {
  const found = await database
    .selectFrom('post')
    .select('id')
    .where('person_id', '=', personId)
    .where('unit_id', 'in', readableUnits(official, today))
    .execute()
  return new Set(found.map(({ id }) => id))
}

/** One post; undefined when there is none within this official's reach. */
export function postById(database: Database, official: Official, id: string, today: CalendarDate) {
  return posts(database, today)
    .where('post.id', '=', id)
    .where('post.unit_id', 'in', readableUnits(official, today))
    .executeTakeFirst()
}

export type PostRecord = NonNullable<Awaited<ReturnType<typeof postById>>>

/** Who holds a post in the unit on the day, the highest place first. The caller has checked that the official may read people there. */
export function postsIn(database: Database, unitId: string, day: CalendarDate) {
  return posts(database, day)
    .where('post.unit_id', '=', unitId)
    .where(sql<SqlBool>`${day}::date between post.valid_from and coalesce(post.valid_to, 'infinity')`)
    .orderBy('post.position')
    .orderBy('post.id')
    .limit(200)
    .execute()
}

function posts(database: Database, day: CalendarDate) {
  return database
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .leftJoin('role', 'role.code', 'post.role_code')
    .select([
      'post.id',
      'post.person_id as personId',
      'person.full_name as fullName',
      'post.unit_id as unitId',
      sql<string>`unit_name_on(post.unit_id, least(${day}::date, coalesce(post.valid_to, ${day}::date)))`.as(
        'unitName',
      ),
      'post.title',
      'post.position',
      'post.role_code as roleCode',
      'role.title as roleTitle',
      'post.reach_unit_id as reachUnitId',
      sql<string | null>`unit_name_on(post.reach_unit_id, ${day}::date)`.as('reachUnitName'),
      'post.valid_from as validFrom',
      'post.valid_to as validTo',
    ])
}

function postsToday(today: CalendarDate) {
  return sql<PostLine[]>`(
    select coalesce(json_agg(json_build_object('id', post.id::text, 'unitId', post.unit_id::text,
      'unitName', unit_name_on(post.unit_id, ${today}::date), 'title', post.title) order by post.position, post.id), '[]')
    from post where post.person_id = person.id
      and ${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity'))`
}

function hasPost(units: ReturnType<typeof unitsPlacedUnder>, held: ReturnType<typeof sql>) {
  return sql<SqlBool>`exists (select from post where post.person_id = person.id and post.unit_id in ${units} ${held})`
}

function readableUnits(official: Official, today: CalendarDate) {
  return unitsPlacedUnder(unitsFor(official, 'organisation.read'), today)
}
