import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { withinReach } from './reach.ts'
import './tables.ts'

/** Petitions chosen from the list, in the order of their numbers, as far as the official's reach; of a denunciation no title. */
export function chosenPetitions(database: Database, official: Official, ids: readonly string[], today: CalendarDate) {
  return database
    .selectFrom('petition')
    .leftJoin('person as handler', 'handler.id', 'petition.handler_person_id')
    .select([
      'petition.id',
      'petition.number',
      'petition.year',
      'petition.kind_code as kind',
      'petition.state',
      'petition.handling_unit_id as handlingUnitId',
      'handler.full_name as handlerName',
      sql<string | null>`case when petition.kind_code <> 'denunciation' then petition.title end`.as('title'),
      sql<string>`unit_name_on(petition.handling_unit_id, ${today}::date)`.as('handlingUnitName'),
    ])
    .where('petition.id', '=', sql<string>`any(${[...ids]}::bigint[])`)
    .where(withinReach(official, today))
    .orderBy('petition.year')
    .orderBy('petition.number')
    .orderBy('petition.id')
    .execute()
}

export type ChosenPetition = Awaited<ReturnType<typeof chosenPetitions>>[number]

/** What the official did with several petitions at once: each with why it did not go, or nothing. Undefined for anybody else's. */
export async function batchOf(database: Database, official: Official, id: string, today: CalendarDate) {
  const batch = await database
    .selectFrom('petition_batch')
    .select(['id', 'what', 'done_at as doneAt'])
    .where('id', '=', id)
    .where('account_id', '=', official.accountId)
    .executeTakeFirst()
  if (!batch) return undefined
  const results = await database
    .selectFrom('petition_batch_result as result')
    .innerJoin('petition', 'petition.id', 'result.petition_id')
    .select(['petition.id', 'petition.number', 'petition.year', 'petition.kind_code as kind', 'result.refusal'])
    .where('result.batch_id', '=', id)
    .where(withinReach(official, today))
    .orderBy('result.position')
    .execute()
  return { ...batch, results }
}
