import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { toldTogether, withinReach } from './reach.ts'
import './tables.ts'

/** What another petition is to this one. */
export type Relation = 'case' | 'whole' | 'first' | 'duplicate' | 'part' | 'second'

/** Petitions tied to this one, as far as the official's reach; nothing of what a denunciation says, and never one that names the sender of another that protects them. */
export async function relatedPetitions(
  database: Database,
  official: Official,
  petitionId: string,
  today: CalendarDate,
) {
  const rows = await database
    .selectFrom('petition')
    .innerJoin('petition as own', (join) => join.on('own.id', '=', petitionId))
    .select([
      'petition.id',
      'petition.number',
      'petition.year',
      'petition.kind_code as kind',
      'petition.state',
      sql<Relation>`case
        when petition.id = own.merged_into_id then 'case'
        when petition.id = own.separated_from_id then 'whole'
        when petition.id = own.first_petition_id then 'first'
        when petition.merged_into_id = own.id then 'duplicate'
        when petition.separated_from_id = own.id then 'part'
        else 'second' end`.as('relation'),
      sql<string>`unit_name_on(petition.unit_id, petition.received_on)`.as('unitName'),
    ])
    .where((where) =>
      where.or([
        where('petition.id', '=', where.ref('own.merged_into_id')),
        where('petition.id', '=', where.ref('own.separated_from_id')),
        where('petition.id', '=', where.ref('own.first_petition_id')),
        where('petition.merged_into_id', '=', petitionId),
        where('petition.separated_from_id', '=', petitionId),
        where('petition.first_petition_id', '=', petitionId),
      ]),
    )
    .where(toldTogether('own', 'petition'))
    .where(withinReach(official, today))
    .orderBy('petition.id')
    .limit(200)
    .execute()
  return rows
}

export type RelatedPetition = Awaited<ReturnType<typeof relatedPetitions>>[number]
