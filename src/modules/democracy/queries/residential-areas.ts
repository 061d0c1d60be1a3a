import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { DemocracyPermission } from './communes.ts'
import './tables.ts'

/** Residential areas within the official's reach, by commune and name; those that have ended come last. At most 1.000. */
export function residentialAreas(
  database: Database,
  official: Official,
  { permission, unitId, today }: { permission: DemocracyPermission; unitId?: string | undefined; today: CalendarDate },
) {
  let query = areas(database, official, permission, today)
    .orderBy(sql`unit_name_on(area.unit_id, ${today}::date)`)
    .orderBy(sql`area.ended_on is not null`)
    .orderBy('area.name')
    .limit(1000)
  if (unitId !== undefined) query = query.where('area.unit_id', '=', unitId)
  return query.execute()
}

export type ResidentialArea = Awaited<ReturnType<typeof residentialAreas>>[number]

/** One residential area for who keeps it; undefined when it is not there or not theirs. */
export function residentialAreaById(database: Database, official: Official, id: string, today: CalendarDate) {
  return areas(database, official, 'democracy.write', today)
    .leftJoin('account', 'account.id', 'area.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select(['area.changed_at as changedAt', 'person.full_name as changedBy'])
    .where('area.id', '=', id)
    .executeTakeFirst()
}

function areas(database: Database, official: Official, permission: DemocracyPermission, today: CalendarDate) {
  return database
    .selectFrom('residential_area as area')
    .select([
      'area.id',
      'area.unit_id as unitId',
      'area.name',
      'area.household_count as householdCount',
      'area.counted_on as countedOn',
      'area.ended_on as endedOn',
      'area.version',
      sql<string>`unit_name_on(area.unit_id, ${today}::date)`.as('unitName'),
      sql<boolean>`area.unit_id in ${unitsUnder(unitsFor(official, 'democracy.write'), today)}`.as('isTheirs'),
    ])
    .where('area.unit_id', 'in', unitsUnder(unitsFor(official, permission), today))
}
