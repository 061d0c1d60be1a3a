import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { allWords, foundByWords, holdsWords } from '../../../platform/database/word-search.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { idsOfUnitsUnder, unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

export const OPINIONS_PER_PAGE = 50

export type OpinionFilter = {
  state?: 'waiting' | 'answered' | undefined
  /** Only what is known to have been raised before. */
  raisedAgain?: boolean | undefined
  /** Words of the opinion or its answer; accents don't matter. */
  words?: string | undefined
  /** The id with which the page before ended. */
  after?: string | undefined
}

/** Opinions that the official may read: those raised at activities within reach, or given to a unit within reach. */
export async function opinions(database: Database, official: Official, filter: OpinionFilter, today: CalendarDate) {
  const reach = await idsOfUnitsUnder(database, unitsFor(official, 'activity.read'), today)
  let query = told(database)
    .where(ofUnits(reach))
    .limit(OPINIONS_PER_PAGE + 1)
    .orderBy('opinion.id', 'desc')
  if (filter.state) query = query.where('opinion.answered_on', filter.state === 'waiting' ? 'is' : 'is not', null)
  if (filter.words) {
    const asked = allWords(filter.words)
    const found = await foundByWords(database, OPINION_WORDS, asked)
    query = query.where(holdsWords(found, { index: OPINION_WORDS, record: 'opinion.id', asked }))
  }
  if (filter.raisedAgain) query = query.where('opinion.first_raised_id', 'is not', null)
  if (filter.after) query = query.where('opinion.id', '<', filter.after)
  const rows = await query.execute()
  const page = rows.slice(0, OPINIONS_PER_PAGE)
  return { rows: page, next: rows.length > OPINIONS_PER_PAGE ? (page.at(-1)?.id ?? null) : null }
}

/** Where opinions are searched by their words. */
const OPINION_WORDS = { table: 'opinion', record: 'id', words: 'search' } as const

/** With so few units, what is theirs is sooner gathered through their indexes than met on the way through all opinions. */
const FEW_UNITS = 3

function raisedAtOrGivenTo(units: readonly string[]): RawBuilder<SqlBool> {
  const ids = sql`${[...units]}::bigint[]`
  return sql<SqlBool>`(activity.unit_id = any(${ids}) or opinion.responsible_unit_id = any(${ids}))`
}

/** The same, in the way that is shorter for so many units. */
function ofUnits(units: readonly string[]): RawBuilder<SqlBool> {
  const ids = sql`${[...units]}::bigint[]`
  if (units.length > FEW_UNITS) return raisedAtOrGivenTo(units)
  return sql<SqlBool>`opinion.id in (
    select given.id from opinion given where given.responsible_unit_id = any(${ids})
    union select raised.id from opinion raised
      where raised.activity_id = any(array(select own.id from activity own where own.unit_id = any(${ids}))))`
}

/** One opinion with the activity at which it was raised; undefined when out of reach. */
export function opinionById(database: Database, official: Official, id: string, today: CalendarDate) {
  return readableOpinions(database, official, today).where('opinion.id', '=', id).executeTakeFirst()
}

/** Opinions of the units within the official's answering reach that still wait, with a day by which to answer. */
export async function opinionsWaiting(
  database: Database,
  official: Official,
  until: CalendarDate,
  today: CalendarDate,
) {
  const [reach, answering] = await Promise.all([
    idsOfUnitsUnder(database, unitsFor(official, 'activity.read'), today),
    idsOfUnitsUnder(database, unitsFor(official, 'opinion.answer'), today),
  ])
  return told(database)
    .where(raisedAtOrGivenTo(reach))
    .where('opinion.answered_on', 'is', null)
    .where('opinion.due_on', '<=', until)
    .where(sql<SqlBool>`opinion.responsible_unit_id = any(${answering}::bigint[])`)
    .orderBy('opinion.due_on')
    .limit(50)
    .execute()
}

/** The opinions that the official may read, with when and where each was raised. */
export function readableOpinions(database: Database, official: Official, today: CalendarDate) {
  const scope = unitsUnder(unitsFor(official, 'activity.read'), today)
  return told(database).where((condition) =>
    condition.or([condition('activity.unit_id', 'in', scope), condition('opinion.responsible_unit_id', 'in', scope)]),
  )
}

function told(database: Database) {
  return database
    .selectFrom('opinion')
    .innerJoin('activity', 'activity.id', 'opinion.activity_id')
    .leftJoin('unit_version as version', (join) =>
      join
        .onRef('version.unit_id', '=', 'opinion.responsible_unit_id')
        .on(sql<SqlBool>`activity.held_on between version.valid_from and coalesce(version.valid_to, 'infinity')`),
    )
    .select([
      'opinion.id',
      'opinion.content',
      'opinion.due_on as dueOn',
      'opinion.answer',
      'opinion.answered_on as answeredOn',
      'opinion.responsible_unit_id as responsibleUnitId',
      'version.name as responsibleUnitName',
      'activity.id as activityId',
      'activity.title as activityTitle',
      'activity.held_on as heldOn',
      'activity.unit_id as activityUnitId',
      'opinion.first_raised_id as firstRaisedId',
      sql<number>`(select count(*)::int from opinion same where same.first_raised_id = coalesce(opinion.first_raised_id, opinion.id))
        + 1`.as('timesRaised'),
    ])
    .where('activity.withdrawn_on', 'is', null)
}
