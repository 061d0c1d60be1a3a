import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { CoordinationKind, CoordinationState } from '../rules/coordination.ts'
import './tables.ts'

const PER_PAGE = 50

/** The day of the last signature; null while one is missing. The same as `signedByAllOn` of the rules. */
const SIGNED_ON = sql<CalendarDate | null>`(select case when bool_and(party.signed_on is not null) then max(party.signed_on) end
  from coordination_party party where party.coordination_id = coordination.id)`

/** How it stands on the day. The same as `coordinationState` of the rules; a test compares them. */
function stateOn(day: CalendarDate) {
  return sql<CoordinationState>`case when coordination.withdrawn_on is not null then 'withdrawn'
    when coalesce(${SIGNED_ON}, 'infinity') > ${day}::date then 'unsigned'
    when coordination.starts_on > ${day}::date then 'coming'
    when coordination.ends_on < ${day}::date then 'ended' else 'in-force' end`
}

/** For `where`: coordinations to which a unit within reach is a party. The table must be named `coordination`. */
export function coordinationWithinReach(official: Official, today: CalendarDate) {
  const units = unitsUnder(unitsFor(official, 'coordination.read'), today)
  return sql<SqlBool>`exists (select from coordination_party own
    where own.coordination_id = coordination.id and own.unit_id in ${units})`
}

export type CoordinationFilter = {
  kind?: CoordinationKind | undefined
  state?: CoordinationState | undefined
  words?: string | undefined
  /** Where the page before ended: `day_id`. */
  after?: string | undefined
}

/** Coordinations of the units within reach, the latest first, a page of 50 with the cursor of the next. */
export async function coordinations(
  database: Database,
  official: Official,
  filter: CoordinationFilter,
  today: CalendarDate,
) {
  let query = database
    .selectFrom('coordination')
    .where(coordinationWithinReach(official, today))
    .select([
      'coordination.id',
      'coordination.kind',
      'coordination.title',
      'coordination.reference',
      'coordination.starts_on as startsOn',
      'coordination.ends_on as endsOn',
      stateOn(today).as('state'),
      sql<string[]>`(select array_agg(coalesce(party.outside_name, unit_name_on(party.unit_id, ${today}::date))
        order by party.position) from coordination_party party where party.coordination_id = coordination.id)`.as(
        'parties',
      ),
    ])
    .orderBy('coordination.starts_on', 'desc')
    .orderBy('coordination.id', 'desc')
    .limit(PER_PAGE + 1)
  if (filter.kind) query = query.where('coordination.kind', '=', filter.kind)
  if (filter.state) query = query.where(sql<SqlBool>`${stateOn(today)} = ${filter.state}`)
  if (filter.words) {
    const text = sql`searchable(concat_ws(' ', coordination.title, coordination.reference))`
    query = query.where(sql<SqlBool>`strpos(${text}, searchable(${filter.words.trim()})) > 0`)
  }
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(filter.after ?? '')
  if (cursor) {
    query = query.where(
      sql<SqlBool>`(coordination.starts_on, coordination.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`,
    )
  }
  const rows = await query.execute()
  const page = rows.slice(0, PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > PER_PAGE && last ? `${last.startsOn}_${last.id}` : null }
}

/** One coordination; undefined when it is not there or not this official's to read. */
export function coordinationById(database: Database, official: Official, id: string, today: CalendarDate) {
  const writers = unitsUnder(unitsFor(official, 'coordination.write'), today)
  return database
    .selectFrom('coordination')
    .leftJoin('coordination as base', 'base.id', 'coordination.based_on_coordination_id')
    .leftJoin('account', 'account.id', 'coordination.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .where(coordinationWithinReach(official, today))
    .where('coordination.id', '=', id)
    .select([
      'coordination.id',
      'coordination.kind',
      'coordination.title',
      'coordination.reference',
      'coordination.starts_on as startsOn',
      'coordination.ends_on as endsOn',
      'coordination.report_month as reportMonth',
      'coordination.report_day as reportDay',
      'coordination.based_on_coordination_id as basedOnId',
      'base.title as basedOnTitle',
      'coordination.lead_unit_id as leadUnitId',
      'coordination.illustration',
      'coordination.version',
      'coordination.changed_at as changedAt',
      'coordination.withdrawn_on as withdrawnOn',
      'coordination.withdrawn_reason as withdrawnReason',
      'person.full_name as changedBy',
      stateOn(today).as('state'),
      SIGNED_ON.as('signedOn'),
      sql<boolean>`coordination.withdrawn_on is null and coordination.lead_unit_id in ${writers}`.as('isLed'),
    ])
    .executeTakeFirst()
}

export type Coordination = NonNullable<Awaited<ReturnType<typeof coordinationById>>>

/**
 * The parties in their order. `maySign`: the official may record its signature; `mayReport`: may report for it: what a unit does itself,
 * so that a post that reaches further does neither. For a body outside, the lead unit does both.
 */
export function partiesOf(database: Database, official: Official, coordinationId: string, today: CalendarDate) {
  const within = (permission: string) => {
    const own = official.posts.filter((post) => post.permissions.includes(permission)).map((post) => post.unitId)
    return sql<boolean>`coalesce(party.unit_id, coordination.lead_unit_id) in ${unitsUnder(own, today)}`
  }
  return database
    .selectFrom('coordination_party as party')
    .innerJoin('coordination', 'coordination.id', 'party.coordination_id')
    .where('party.coordination_id', '=', coordinationId)
    .select([
      'party.id',
      'party.position',
      'party.unit_id as unitId',
      'party.outside_name as outsideName',
      'party.signed_on as signedOn',
      'party.signed_by as signedBy',
      sql<string>`coalesce(party.outside_name, unit_name_on(party.unit_id, coalesce(party.signed_on, ${today}::date)))`.as(
        'name',
      ),
      within('coordination.sign').as('maySign'),
      within('coordination.write').as('mayReport'),
    ])
    .orderBy('party.position')
    .execute()
}

export type Party = Awaited<ReturnType<typeof partiesOf>>[number]

export function dutiesOf(database: Database, coordinationId: string) {
  return database
    .selectFrom('coordination_duty')
    .select(['position', 'party_position as partyPosition', 'content'])
    .where('coordination_id', '=', coordinationId)
    .orderBy('position')
    .execute()
}

/** What the parties reported, by year and party. */
export function reportsOf(database: Database, coordinationId: string) {
  return database
    .selectFrom('coordination_report as report')
    .innerJoin('coordination_party as party', 'party.id', 'report.party_id')
    .select([
      'report.id',
      'report.party_id as partyId',
      'report.year',
      'report.reported_on as reportedOn',
      'report.content',
    ])
    .where('report.coordination_id', '=', coordinationId)
    .orderBy('report.year', 'desc')
    .orderBy('party.position')
    .orderBy('report.id')
    .execute()
}

export function reviewsOf(database: Database, coordinationId: string) {
  return database
    .selectFrom('coordination_review')
    .select(['id', 'kind', 'held_on as heldOn', 'results', 'shortcomings', 'conclusions'])
    .where('coordination_id', '=', coordinationId)
    .orderBy('held_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Those that carry this one out, as far as the official may read them. */
export function basedOn(database: Database, official: Official, coordinationId: string, today: CalendarDate) {
  return database
    .selectFrom('coordination')
    .where(coordinationWithinReach(official, today))
    .where('coordination.based_on_coordination_id', '=', coordinationId)
    .select(['coordination.id', 'coordination.title', stateOn(today).as('state')])
    .orderBy('coordination.starts_on', 'desc')
    .limit(100)
    .execute()
}

/** Regulations and programmes still to be carried out, to found a new one on. */
export function basesToChoose(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('coordination')
    .where(coordinationWithinReach(official, today))
    .where('coordination.kind', '<>', 'plan')
    .where(sql<SqlBool>`${stateOn(today)} in ('unsigned', 'coming', 'in-force')`)
    .select(['coordination.id', 'coordination.title'])
    .orderBy('coordination.starts_on', 'desc')
    .limit(100)
    .execute()
}

/** Every regulation and programme within reach, also those that are over, by id: what something may have been founded on. */
export async function baseTitles(
  database: Database,
  official: Official,
  today: CalendarDate,
): Promise<Record<string, string>> {
  const found = await database
    .selectFrom('coordination')
    .where(coordinationWithinReach(official, today))
    .where('coordination.kind', '<>', 'plan')
    .select(['coordination.id', 'coordination.title'])
    .orderBy('coordination.id', 'desc')
    .execute()
  return Object.fromEntries(found.map(({ id, title }) => [id, title]))
}

/** What is open for the units in which the official works: for the first page. */
export function openCoordinations(
  database: Database,
  { signers, writers, today }: { signers: readonly string[]; writers: readonly string[]; today: CalendarDate },
) {
  return (
    database
      .selectFrom('coordination')
      .innerJoin('coordination_party as party', 'party.coordination_id', 'coordination.id')
      .where('coordination.withdrawn_on', 'is', null)
      .where(
        sql<SqlBool>`coalesce(party.unit_id, coordination.lead_unit_id) = any(${[...signers, ...writers]}::bigint[])`,
      )
      // What ended without a look back is told for a year; after that it is history.
      .where(sql<SqlBool>`coalesce(coordination.ends_on, 'infinity') > ${today}::date - 366`)
      .select([
        'coordination.id',
        'coordination.kind',
        'coordination.title',
        'coordination.starts_on as startsOn',
        'coordination.ends_on as endsOn',
        'coordination.report_month as reportMonth',
        'coordination.report_day as reportDay',
        'party.id as partyId',
        'party.signed_on as ownSignedOn',
        SIGNED_ON.as('signedOn'),
        stateOn(today).as('state'),
        sql<string>`coalesce(party.outside_name, unit_name_on(party.unit_id, ${today}::date))`.as('partyName'),
        sql<boolean>`coalesce(party.unit_id, coordination.lead_unit_id) = any(${signers}::bigint[])`.as('maySign'),
        sql<boolean>`coalesce(party.unit_id, coordination.lead_unit_id) = any(${writers}::bigint[])`.as('mayWrite'),
        sql<boolean>`party.unit_id = coordination.lead_unit_id`.as('leads'),
        sql<number[]>`array(select report.year from coordination_report report where report.party_id = party.id)`.as(
          'reportedYears',
        ),
        sql<boolean>`exists (select from coordination_review review
        where review.coordination_id = coordination.id and review.kind = 'final')`.as('hasFinalReview'),
      ])
      .orderBy('coordination.id')
      .limit(200)
      .execute()
  )
}
