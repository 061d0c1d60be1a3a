import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { allWords, type FoundByWords, foundByWords, holdsWords } from '../../../platform/database/word-search.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { idsOfUnitsUnder } from '../../organisation/index.ts'
import type { PetitionKind } from '../rules/petition-kind.ts'
import type { PetitionState } from '../rules/petition-standing.ts'
import { ofUnits, reachOf, withinUnits } from './reach.ts'
import './tables.ts'

export const PETITIONS_PER_PAGE = 50

/** Totals are counted up to here: nobody reads on, and counting further takes longer with every year. */
export const MOST_COUNTED = 1000

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
  return onePage(database, filter, await conditions(database, official, { filter, found, today }), today)
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
  const asked = await conditions(database, official, { filter, found, today })
  // Of very common words only those that came up first are counted: a thousand among them are a thousand.
  const isSample = found !== null && !found.isAll
  const counted = isSample
    ? await conditions(database, official, { filter, found: { ids: found.ids, isAll: true }, today })
    : asked
  const [page, count] = await Promise.all([
    onePage(database, filter, asked, today),
    countUpTo(database, filter, counted),
  ])
  const isMore = count > MOST_COUNTED
  const isKnown = isMore || !isSample
  const total: PetitionTotal = isKnown ? { count: Math.min(count, MOST_COUNTED), isMore } : null
  return { ...page, total }
}

async function onePage(
  database: Database,
  filter: PetitionFilter,
  asked: readonly RawBuilder<SqlBool>[],
  today: CalendarDate,
) {
  const { key, byDue } = orderOf(filter)
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
  for (const condition of asked) query = query.where(condition)
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(filter.after ?? '')
  if (cursor) {
    const last = sql`(${cursor[1]}::date, ${cursor[2]}::bigint)`
    query = query.where(
      byDue ? sql<SqlBool>`(${key}, petition.id) > ${last}` : sql<SqlBool>`(${key}, petition.id) < ${last}`,
    )
  }
  const rows = await query.execute()
  const page = rows.slice(0, PETITIONS_PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > PETITIONS_PER_PAGE && last ? `${last.key}_${last.id}` : null }
}

export type ListedPetition = Awaited<ReturnType<typeof onePage>>['rows'][number]

/** What the list goes by. */
function orderOf({ view }: PetitionFilter) {
  const byDue = view === 'mine' || view === 'late'
  const key = byDue ? sql<string>`coalesce(petition.due_on, '9999-12-31'::date)` : sql<string>`petition.received_on`
  return { byDue, key }
}

/** Everything that is asked of each petition, the official's reach first. */
async function conditions(
  database: Database,
  official: Official,
  { filter, found, today }: { filter: PetitionFilter; found: FoundByWords | null; today: CalendarDate },
): Promise<RawBuilder<SqlBool>[]> {
  const reach = await reachOf(database, official, today)
  const asked = [withinUnits(official, reach, today)]
  if (filter.view !== undefined && filter.view !== 'all') asked.push(sql<SqlBool>`petition.ended_on is null`)
  if (filter.view === 'mine') asked.push(sql<SqlBool>`petition.handler_person_id = ${official.personId}`)
  if (filter.view === 'late') asked.push(sql<SqlBool>`coalesce(petition.due_on, '9999-12-31'::date) < ${today}`)
  if (filter.view === 'waiting') asked.push(sql<SqlBool>`petition.handler_person_id is null`)
  if (filter.kind) asked.push(sql<SqlBool>`petition.kind_code = ${filter.kind}`)
  if (filter.state) asked.push(sql<SqlBool>`petition.state = ${filter.state}`)
  if (filter.unitId) asked.push(ofUnits(await idsOfUnitsUnder(database, [filter.unitId], today)))
  if (filter.from) asked.push(sql<SqlBool>`petition.received_on >= ${filter.from}`)
  if (filter.to) asked.push(sql<SqlBool>`petition.received_on <= ${filter.to}`)
  const number = numberIn(filter.words)
  if (number) asked.push(hasNumber(number))
  else if (filter.words && found) {
    const words = { index: PETITION_WORDS, record: 'petition.id', asked: allWords(filter.words) }
    asked.push(holdsWords(found, words))
  }
  return asked
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
async function countUpTo(
  database: Database,
  filter: PetitionFilter,
  asked: readonly RawBuilder<SqlBool>[],
): Promise<number> {
  const { key, byDue } = orderOf(filter)
  // In the order of the list, so that the server goes the same way as for the list.
  const order = byDue ? sql`${key}, petition.id` : sql`${key} desc, petition.id desc`
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select from petition where ${sql.join([...asked], sql` and `)} order by ${order} limit ${MOST_COUNTED + 1}) counted`.execute(
    database,
  )
  return rows[0]?.count ?? 0
}
