import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { notAgainst, withinReach } from './reach.ts'
import './tables.ts'
import './protected-tables.ts'

export type Upheld = {
  unitId: string
  /** Complaints found right or partly right in the time, about what the unit decided or did. */
  complaints: number
  /** Those of them that the reader may open. */
  openComplaints: { id: string; number: string }[]
  /** Denunciations found right or partly right against the unit. A number alone: nothing in it leads to the case or to who denounced. */
  denunciations: number
}

/**
 * For each of the units what was found right against it between two days: by the bodies that settled it, as their records say. A
 * complaint counts for the unit that settles it first, because that is whose act it is about (Law on Complaints 02/2011/QH13, Article 7);
 * one settled for the second time for the unit of the first time. A denunciation counts for the unit denounced; its conclusion is made
 * public by law (Law on Denunciations 25/2018/QH14, Article 40). Who is denounced, or belongs to who is, is not told of it.
 */
export async function upheldAgainst(
  database: Database,
  official: Official,
  { unitIds, from, to }: { unitIds: readonly string[]; from: CalendarDate; to: CalendarDate },
  today: CalendarDate,
): Promise<Map<string, Upheld>> {
  const found = new Map<string, Upheld>(
    unitIds.map((unitId) => [unitId, { unitId, complaints: 0, openComplaints: [], denunciations: 0 }]),
  )
  if (unitIds.length === 0) return found
  const upheld = sql`petition.outcome in ('founded', 'partly') and petition.decided_on between ${from}::date and ${to}::date`
  const complaints = await sql<{ id: string; number: number; year: number; unitId: string; opens: boolean }>`
    select petition.id::text as id, petition.number, petition.year, about.unit_id::text as "unitId",
      ${withinReach(official, today)} as opens
    from petition
    left join petition first on first.id = petition.first_petition_id
    cross join lateral (select case when petition.round = 2 then first.handling_unit_id else petition.handling_unit_id end as unit_id) about
    where petition.kind_code = 'complaint' and ${upheld} and about.unit_id = any(${[...unitIds]}::bigint[])
      and petition.merged_into_id is null
    order by petition.decided_on, petition.id`.execute(database)
  for (const { unitId, id, opens, ...numbered } of complaints.rows) {
    const unit = found.get(unitId)
    if (!unit) continue
    unit.complaints++
    if (opens) unit.openComplaints.push({ id, number: petitionNumber(numbered) })
  }
  const denunciations = await sql<{ unitId: string; count: number }>`
    select party.unit_id::text as "unitId", count(distinct petition.id)::int as count
    from denounced_party party join petition on petition.id = party.petition_id
    where party.removed_at is null and party.unit_id = any(${[...unitIds]}::bigint[]) and petition.kind_code = 'denunciation'
      and petition.merged_into_id is null and ${upheld} and ${notAgainst(official, today)}
    group by party.unit_id`.execute(database)
  for (const { unitId, count } of denunciations.rows) {
    const unit = found.get(unitId)
    if (unit) unit.denunciations = count
  }
  return found
}
