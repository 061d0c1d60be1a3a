import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { unitsOfDenunciations } from '../rules/protected-sender.ts'

/** Petitions that a unit of the official received or handles: those who passed one on still follow it. */
export function withinReach(official: Official, today: CalendarDate): RawBuilder<SqlBool> {
  const units = unitsUnder(unitsFor(official, 'petition.read'), today)
  return sql<SqlBool>`(petition.unit_id in ${units} or petition.handling_unit_id in ${units})`
}

/**
 * True when the official may open the petition. Any that is not a denunciation; a denunciation only as head of the very unit that
 * handles it, or as the person who handles it there. Units above and administrators don't.
 */
export function mayOpen(official: Official): RawBuilder<SqlBool> {
  const { asHead, asHandler } = unitsOfDenunciations(official)
  return sql<SqlBool>`(petition.kind_code <> 'denunciation'
    or petition.handling_unit_id = any(${asHead}::bigint[])
    or (petition.handler_person_id is not distinct from ${official.personId}::bigint and petition.handling_unit_id = any(${asHandler}::bigint[])))`
}

/** True when the official holds the permission for one of the units. */
export async function isInReach(
  database: Database,
  official: Official,
  permission: string,
  units: readonly string[],
  today: CalendarDate,
): Promise<boolean> {
  const found = await sql<{ found: boolean }>`
    select ${[...units]}::bigint[] && array(select unit_id from ${unitsUnder(unitsFor(official, permission), today)} as reached) as found`.execute(
    database,
  )
  return found.rows[0]?.found ?? false
}
