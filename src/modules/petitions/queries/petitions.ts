import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { allWords, type FoundByWords, foundByWords, holdsWords } from '../../../platform/database/word-search.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { idsOfUnitsUnder } from '../../organisation/index.ts'
import type { PetitionKind } from '../rules/petition-kind.ts'
import type { PetitionState } from '../rules/petition-standing.ts'
import { notAgainst, ofUnits, reachOf } from './reach.ts'
import './tables.ts'

export const PETITIONS_PER_PAGE = 50

/** Totals are counted up to here: nobody reads on, and counting further takes longer with every year. */
export const MOST_COUNTED = 1000

/** Of very common words so many are looked at to tell whether there are more than are counted. */
const SAMPLE = 2500

/** Part of the petitions: all, those I handle, those past their limit, those that nobody handles yet. */
export type PetitionView = 'all' | 'mine' | 'late' | 'waiting'

export type PetitionFilter = {
  view?: PetitionView | undefined
  kind?: PetitionKind | undefined
  state?: PetitionState | undefined
  /** Received or handled by this unit or a unit below it. */
  unitId?: string | undefined
  /** Received in these days. */
  from?: CalendarDate | undefined
  to?: CalendarDate | undefined
  /** Words in summary, content or name of the sender; accents don't matter. `12` or `12/2026` finds the number. Never finds a denunciation by what it says. */
  words?: string | undefined
  /** Where the page before ended: `date_id`. */
  after?: string | undefined
}

/**
 * Petitions within the official's reach, one page of 50 with the cursor of the next: newest first; those I handle and late ones
 * by their last day. Title and sender of a denunciation are never in the list, whoever reads it.
 */
export async function petitions(database: Database, official: Official, filter: PetitionFilter, today: CalendarDate) {
  const found = await wordsFound(database, filter)
  return onePage(database, await askedFor(database, official, { filter, found, today }), today)
}

/** How many there are: the number, or that there are more than 1.000; null when that can't be told without counting very many. */
export type PetitionTotal = { count: number; isMore: boolean } | null

/** The same page with how many petitions there are on all pages. */
export async function petitionsWithTotal(
  database: Database,
  official: Official,
  filter: PetitionFilter,
  today: CalendarDate,
) {
  const found = await wordsFound(database, filter)
  const asked = await askedFor(database, official, { filter, found, today })
  // Of very common words only those that came up first are counted: a thousand among them are a thousand.
  const isSample = found !== null && !found.isAll
  const counted = isSample
    ? await askedFor(database, official, { filter, found: { ids: found.ids.slice(0, SAMPLE), isAll: true }, today })
    : asked
  const [page, count] = await Promise.all([onePage(database, asked, today), countUpTo(database, counted)])
  const isMore = count > MOST_COUNTED
  const total: PetitionTotal = isMore || !isSample ? { count: Math.min(count, MOST_COUNTED), isMore } : null
  return { ...page, total }
}

async function onePage(database: Database, asked: Asked, today: CalendarDate) {
  const { key, byDue } = asked
  let query = database
    .selectFrom('petition')
    .leftJoin('person as handler', 'handler.id', 'petition.handler_person_id')
    .select([
      'petition.id',
      'petition.number',
      'petition.year',
      'petition.kind_code as kind',
      'petition.state',
      'petition.received_on as receivedOn',
      'petition.due_on as dueOn',
      'petition.ended_on as endedOn',
      'petition.handling_unit_id as handlingUnitId',
      'petition.sender_name as senderName',
      'petition.sender_phone as senderPhone',
      'petition.signatory_count as signatoryCount',
      'handler.full_name as handlerName',
      sql<string | null>`case when petition.kind_code <> 'denunciation' then petition.title end`.as('title'),
      sql<string>`unit_name_on(petition.handling_unit_id, coalesce(petition.ended_on, ${today}::date))`.as(
        'handlingUnitName',
      ),
      key.as('key'),
    ])
    .orderBy(key, byDue ? 'asc' : 'desc')
    .orderBy('petition.id', byDue ? 'asc' : 'desc')
    .limit(PETITIONS_PER_PAGE + 1)
  const conditions = [...asked.conditions, ...asked.onLaterPage]
  for (const condition of [...asked.inUnits, ...conditions]) query = query.where(condition)
  if (asked.fewUnits) {
    const ids = idsOfFewUnits({ key: asked.key, conditions, units: asked.fewUnits }, PETITIONS_PER_PAGE + 1)
    query = query.where(sql<SqlBool>`petition.id in (${ids})`)
  }
  const rows = await query.execute()
  const page = rows.slice(0, PETITIONS_PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > PETITIONS_PER_PAGE && last ? `${last.key}_${last.id}` : null }
}

export type ListedPetition = Awaited<ReturnType<typeof onePage>>['rows'][number]

/** What is asked, ready for a query. */
type Asked = {
  /** What the list goes by, and whether it begins with the earliest. */
  key: RawBuilder<string>
  byDue: boolean
  /** Received or handled by units within reach. */
  inUnits: readonly RawBuilder<SqlBool>[]
  /** What else is asked, and that nobody sees a petition against themselves. */
  conditions: readonly RawBuilder<SqlBool>[]
  onLaterPage: readonly RawBuilder<SqlBool>[]
  /** Units so few that each is asked for the first of its own; null when the list is gone through as a whole. */
  fewUnits: readonly string[] | null
}

/** With more units the way through the whole list soon comes upon one of theirs. */
const FEW_UNITS = 3

async function askedFor(
  database: Database,
  official: Official,
  { filter, found, today }: { filter: PetitionFilter; found: FoundByWords | null; today: CalendarDate },
): Promise<Asked> {
  const reach = await reachOf(database, official, today)
  const chosen = filter.unitId ? await idsOfUnitsUnder(database, [filter.unitId], today) : null
  // A unit within the reach says more than the reach; one that is partly outside is asked for beside it.
  const isWithin = chosen === null || chosen.every((unit) => reach.includes(unit))
  const units = isWithin ? (chosen ?? reach) : reach
  const conditions = [notAgainst(official, today), ...whatIsAsked(official, filter, today)]
  if (filter.words && found)
    conditions.push(holdsWords(found, { index: PETITION_WORDS, record: 'petition.id', asked: allWords(filter.words) }))
  const byDue = filter.view === 'mine' || filter.view === 'late'
  const key = byDue ? sql<string>`coalesce(petition.due_on, '9999-12-31'::date)` : sql<string>`petition.received_on`
  const isWhole = (filter.view ?? 'all') === 'all' && !found?.isAll && numberIn(filter.words) === null
  return {
    key,
    byDue,
    inUnits: isWithin || chosen === null ? [ofUnits(units)] : [ofUnits(reach), ofUnits(chosen)],
    conditions,
    onLaterPage: onLaterPage(filter, { key, byDue }),
    fewUnits: isWhole && isWithin && units.length <= FEW_UNITS ? units : null,
  }
}

function onLaterPage({ after }: PetitionFilter, { key, byDue }: Pick<Asked, 'key' | 'byDue'>): RawBuilder<SqlBool>[] {
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(after ?? '')
  if (!cursor) return []
  const last = sql`(${cursor[1]}::date, ${cursor[2]}::bigint)`
  return [byDue ? sql<SqlBool>`(${key}, petition.id) > ${last}` : sql<SqlBool>`(${key}, petition.id) < ${last}`]
}

/** Everything that is asked of each petition itself. */
function whatIsAsked(official: Official, filter: PetitionFilter, today: CalendarDate): RawBuilder<SqlBool>[] {
  const asked: RawBuilder<SqlBool>[] = []
  if (filter.view !== undefined && filter.view !== 'all') asked.push(sql<SqlBool>`petition.ended_on is null`)
  if (filter.view === 'mine') asked.push(sql<SqlBool>`petition.handler_person_id = ${official.personId}`)
  if (filter.view === 'late') asked.push(sql<SqlBool>`coalesce(petition.due_on, '9999-12-31'::date) < ${today}`)
  if (filter.view === 'waiting') asked.push(sql<SqlBool>`petition.handler_person_id is null`)
  if (filter.kind) asked.push(sql<SqlBool>`petition.kind_code = ${filter.kind}`)
  if (filter.state) asked.push(sql<SqlBool>`petition.state = ${filter.state}`)
  if (filter.from) asked.push(sql<SqlBool>`petition.received_on >= ${filter.from}`)
  if (filter.to) asked.push(sql<SqlBool>`petition.received_on <= ${filter.to}`)
  const number = numberIn(filter.words)
  if (number) asked.push(hasNumber(number))
  return asked
}

/** The first petitions of each of the units: received there, and handled there. Each through the index of the unit, in its order. */
function idsOfFewUnits(
  { key, conditions, units }: Pick<Asked, 'key' | 'conditions'> & { units: readonly string[] },
  most: number,
) {
  const columns = [sql`petition.unit_id`, sql`petition.handling_unit_id`]
  const parts = units.flatMap((unit) =>
    columns.map(
      (
        column,
      ) => sql`(select petition.id from petition where ${column} = ${unit} and ${sql.join([...conditions], sql` and `)}
        order by ${key} desc, petition.id desc limit ${most})`,
    ),
  )
  return parts.length === 0 ? sql`select null::bigint where false` : sql.join(parts, sql` union `)
}

/** Where petitions are searched by their words. */
export const PETITION_WORDS = { table: 'petition_search', record: 'petition_id', words: 'words' } as const

/** What holds the words; null when none were given, or a number. */
async function wordsFound(database: Database, { words }: PetitionFilter): Promise<FoundByWords | null> {
  if (!words || numberIn(words)) return null
  return foundByWords(database, PETITION_WORDS, allWords(words))
}

function numberIn(words: string | undefined): { number: number; year: number | null } | null {
  const typed = /^\s*(\d{1,9})(?:\s*\/\s*(\d{4}))?\s*$/.exec(words ?? '')
  return typed ? { number: Number(typed[1]), year: typed[2] ? Number(typed[2]) : null } : null
}

function hasNumber({ number, year }: { number: number; year: number | null }) {
  const ofYear = year === null ? sql`` : sql`and petition.year = ${year}`
  return sql<SqlBool>`(petition.number = ${number} ${ofYear})`
}

/** How many petitions answer to this, counted no further than one past the most. */
async function countUpTo(database: Database, asked: Asked): Promise<number> {
  const { key, byDue, inUnits, conditions, fewUnits } = asked
  const most = MOST_COUNTED + 1
  // In the order of the list, so that the server goes the same way as for the list.
  const order = byDue ? sql`${key}, petition.id` : sql`${key} desc, petition.id desc`
  const ids = fewUnits
    ? idsOfFewUnits({ key, conditions, units: fewUnits }, most)
    : sql`select petition.id from petition where ${sql.join([...inUnits, ...conditions], sql` and `)} order by ${order} limit ${most}`
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select from (${ids}) counted limit ${most}) limited`.execute(database)
  return rows[0]?.count ?? 0
}
