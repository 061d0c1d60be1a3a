import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { PetitionKind } from '../rules/petition-kind.ts'
import type { PetitionState } from '../rules/petition-standing.ts'
import { withinReach } from './reach.ts'
import './tables.ts'

export const PETITIONS_PER_PAGE = 50

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
  const byDue = filter.view === 'mine' || filter.view === 'late'
  const key = byDue ? sql<string>`coalesce(petition.due_on, '9999-12-31'::date)` : sql<string>`petition.received_on`
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
    .where(withinReach(official, today))
    .orderBy(key, byDue ? 'asc' : 'desc')
    .orderBy('petition.id', byDue ? 'asc' : 'desc')
    .limit(PETITIONS_PER_PAGE + 1)
  if (filter.view === 'mine')
    query = query.where('petition.handler_person_id', '=', official.personId).where('petition.ended_on', 'is', null)
  if (filter.view === 'late') query = query.where('petition.ended_on', 'is', null).where('petition.due_on', '<', today)
  if (filter.view === 'waiting')
    query = query.where('petition.ended_on', 'is', null).where('petition.handler_person_id', 'is', null)
  if (filter.kind) query = query.where('petition.kind_code', '=', filter.kind)
  if (filter.state) query = query.where('petition.state', '=', filter.state)
  if (filter.unitId) {
    const units = unitsUnder([filter.unitId], today)
    query = query.where(sql<SqlBool>`(petition.unit_id in ${units} or petition.handling_unit_id in ${units})`)
  }
  if (filter.from) query = query.where('petition.received_on', '>=', filter.from)
  if (filter.to) query = query.where('petition.received_on', '<=', filter.to)
  if (filter.words) query = query.where(matches(filter.words))
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

export type ListedPetition = Awaited<ReturnType<typeof petitions>>['rows'][number]

function matches(words: string) {
  const number = /^\s*(\d{1,9})(?:\s*\/\s*(\d{4}))?\s*$/.exec(words)
  if (number) {
    const ofYear = number[2] ? sql`and petition.year = ${Number(number[2])}` : sql``
    return sql<SqlBool>`(petition.number = ${Number(number[1])} ${ofYear})`
  }
  return sql<SqlBool>`exists (select from petition_search search where search.petition_id = petition.id
    and search.words @@ plainto_tsquery('simple', searchable(${words})))`
}
