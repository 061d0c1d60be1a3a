import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

const columns = [
  'day.id',
  'day.unit_id as unitId',
  'day.post_id as postId',
  'day.leader_name as leaderName',
  'day.leader_title as leaderTitle',
  'day.planned_on as plannedOn',
  'day.starts_at as startsAt',
  'day.ends_at as endsAt',
  'day.place',
  'day.mode',
  'day.seats',
  'day.attendants',
  'day.topic',
  'day.published_on as publishedOn',
  'day.substitute_post_id as substitutePostId',
  'day.substitute_name as substituteName',
  'day.substitute_title as substituteTitle',
  'day.substitute_reason as substituteReason',
  'day.substitute_paper as substitutePaper',
  'day.illustration',
  'day.version',
] as const

/** Turns that are still taken on the day. */
const taken = sql<number>`(select count(*)::int from reception_registration turn where turn.day_id = day.id and turn.cancelled_at is null)`

function withSession(database: Database) {
  return database
    .selectFrom('reception_day as day')
    .leftJoin('reception_session as session', 'session.day_id', 'day.id')
    .select(columns)
    .select([
      'session.id as sessionId',
      sql<boolean>`session.id is not null`.as('isHeld'),
      sql<string>`unit_name_on(day.unit_id, day.planned_on)`.as('unitName'),
      taken.as('taken'),
    ])
}

export type DayFilter = { unitId?: string | undefined; from: CalendarDate; to: CalendarDate }

/** The days of the schedule within the official's reach, from the first day to the last; at most 500. */
export function receptionDays(database: Database, official: Official, filter: DayFilter, today: CalendarDate) {
  let query = withSession(database)
    .where('day.unit_id', 'in', unitsUnder(unitsFor(official, 'reception.read'), today))
    .where('day.planned_on', '>=', filter.from)
    .where('day.planned_on', '<=', filter.to)
    .orderBy('day.planned_on')
    .orderBy('day.starts_at')
    .orderBy('day.id')
    .limit(500)
  if (filter.unitId) query = query.where('day.unit_id', 'in', unitsUnder([filter.unitId], today))
  return query.execute()
}

/** One day; undefined when it is not there or out of reach of the permission. */
export function dayById(
  database: Database,
  official: Official,
  { id, permission = 'reception.read', today }: { id: string; permission?: string; today: CalendarDate },
) {
  return withSession(database)
    .where('day.id', '=', id)
    .where('day.unit_id', 'in', unitsUnder(unitsFor(official, permission), today))
    .executeTakeFirst()
}

export type ReceptionDay = NonNullable<Awaited<ReturnType<typeof dayById>>>

/** Days of the units that nobody has published yet, or whose units the official may publish for; in order. */
export function proposedDaysOf(database: Database, official: Official, today: CalendarDate, unitId?: string) {
  let query = withSession(database)
    .where('day.unit_id', 'in', unitsUnder(unitsFor(official, 'reception.schedule'), today))
    .where('day.published_on', 'is', null)
    .where('day.planned_on', '>=', today)
    .orderBy('day.planned_on')
    .orderBy('day.id')
    .limit(100)
  if (unitId) query = query.where('day.unit_id', '=', unitId)
  return query.execute()
}

/** How a published day was put off, the latest first. */
export function postponementsOf(database: Database, dayId: string) {
  return database
    .selectFrom('reception_day_change')
    .select(['id', 'from_on as fromDay', 'to_on as toDay', 'reason', 'announced_on as announcedOn'])
    .where('day_id', '=', dayId)
    .orderBy('id', 'desc')
    .execute()
}

/** Published days that everybody may see, from the day on, in a province or one unit; at most 200. */
export function publishedDays(
  database: Database,
  {
    from,
    rootId,
    unitId,
    today,
  }: { from: CalendarDate; rootId?: string; unitId?: string | undefined; today: CalendarDate },
) {
  let query = withSession(database)
    .where('day.published_on', 'is not', null)
    .where('day.planned_on', '>=', from)
    .orderBy('day.planned_on')
    .orderBy('day.starts_at')
    .orderBy('day.id')
    .limit(200)
  if (unitId) query = query.where('day.unit_id', '=', unitId)
  else if (rootId) query = query.where('day.unit_id', 'in', unitsUnder([rootId], today))
  return query.execute()
}

/** One published day, for everybody. */
export function publishedDay(database: Database, id: string) {
  return withSession(database).where('day.id', '=', id).where('day.published_on', 'is not', null).executeTakeFirst()
}

/** The units with a published day from the day on: what a citizen can choose among. */
export async function unitsWithDays(database: Database, from: CalendarDate) {
  const { rows } = await sql<{ id: string; name: string }>`
    select day.unit_id::text as id, unit_name_on(day.unit_id, max(day.planned_on)) as name
    from reception_day day where day.published_on is not null and day.planned_on >= ${from}::date
    group by day.unit_id order by 2 limit 500`.execute(database)
  return rows
}

/** Scheduled days, and days on which the head received in person as planned, of one unit in a year; and the first day ever known. */
export async function daysOfYear(database: Database, unitId: string, year: number) {
  const of = sql`between make_date(${year}, 1, 1) - 6 and make_date(${year}, 12, 31) + 6`
  const [scheduled, held, first] = await Promise.all([
    sql<{ day: CalendarDate }>`select planned_on as day from reception_day
      where unit_id = ${unitId} and published_on is not null and planned_on ${of}`.execute(database),
    sql<{ day: CalendarDate }>`select held_on as day from reception_session
      where unit_id = ${unitId} and withdrawn_on is null and kind = 'periodic' and receiver = 'head' and held_on ${of}`.execute(
      database,
    ),
    sql<{ day: CalendarDate | null }>`select least(
      (select min(planned_on) from reception_day where unit_id = ${unitId} and published_on is not null),
      (select min(held_on) from reception_session where unit_id = ${unitId} and withdrawn_on is null)) as day`.execute(
      database,
    ),
  ])
  return {
    scheduled: scheduled.rows.map(({ day }) => day),
    held: held.rows.map(({ day }) => day),
    since: first.rows[0]?.day ?? null,
  }
}

/** People who may be announced as receiving: who holds a post in the unit on the day, the highest place first. */
export function postsOfUnits(database: Database, unitIds: readonly string[], day: CalendarDate) {
  return database
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select([
      'post.id',
      'post.unit_id as unitId',
      'post.title',
      'person.full_name as fullName',
      'person.id as personId',
      sql<string>`unit_name_on(post.unit_id, ${day}::date)`.as('unitName'),
    ])
    .where('post.unit_id', 'in', unitIds.length > 0 ? [...unitIds] : ['0'])
    .where(sql<SqlBool>`${day}::date between post.valid_from and coalesce(post.valid_to, 'infinity')`)
    .orderBy('unitName')
    .orderBy('post.position')
    .orderBy('post.id')
    .limit(500)
    .execute()
}

/** Posts of which a day of the schedule may be: held today where the official makes the schedule, or named by a day within reach. */
export async function postsToChoose(database: Database, official: Official, today: CalendarDate) {
  const { rows } = await sql<{ id: string; title: string; fullName: string; unitName: string; isHeld: boolean }>`
    select post.id::text as id, post.title, person.full_name as "fullName", held.now as "isHeld",
      unit_name_on(post.unit_id, least(${today}::date, coalesce(post.valid_to, 'infinity'))) as "unitName"
    from post join person on person.id = post.person_id,
      lateral (select ${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity') as now) as held
    where (held.now and post.unit_id in ${unitsUnder(unitsFor(official, 'reception.schedule'), today)})
      or post.id in (select day.post_id from reception_day day
        where day.unit_id in ${unitsUnder(unitsFor(official, 'reception.read'), today)})
    order by held.now desc, "unitName", post.position, post.id`.execute(database)
  return rows
}

/** Published days within the official's reach, the latest first: those of which a session may be. */
export function daysToChoose(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('reception_day as day')
    .select([
      'day.id',
      'day.planned_on as plannedOn',
      'day.leader_name as leaderName',
      'day.leader_title as leaderTitle',
    ])
    .select(sql<string>`unit_name_on(day.unit_id, day.planned_on)`.as('unitName'))
    .where('day.unit_id', 'in', unitsUnder(unitsFor(official, 'reception.read'), today))
    .where('day.published_on', 'is not', null)
    .orderBy('day.planned_on', 'desc')
    .orderBy('day.id')
    .execute()
}
