import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { type UnitOnDay, unitsOnDay, unitsUnder } from '../../organisation/index.ts'

/**
 * The bodies whose documents the official may enter (by `permission`, when another right brings a document with it): the units written for and, for who works in a council's office, the council,
 * its standing body and committees and the delegation of the same province, whose papers that office numbers and keeps.
 */
export async function issuersFor(
  database: Database,
  official: Official,
  today: CalendarDate,
  permission = 'document.write',
): Promise<UnitOnDay[]> {
  const roots = unitsFor(official, permission)
  const served = await sql<{ unit_id: string }>`
    with office as (
      select version.unit_id from unit_version version
      where version.kind_code = 'council-office' and ${today}::date between version.valid_from and coalesce(version.valid_to, 'infinity')
        and version.unit_id in ${unitsUnder(roots, today)}
    ),
    above as (select closure.ancestor_id from unit_closure(${today}::date) closure join office on office.unit_id = closure.unit_id)
    select distinct body.unit_id from unit_version body
    where exists (select from office)
      and body.kind_code in ('council', 'council-standing-body', 'council-committee', 'national-assembly-delegation')
      and ${today}::date between body.valid_from and coalesce(body.valid_to, 'infinity')
      and body.unit_id in (select closure.unit_id from unit_closure(${today}::date) closure join above using (ancestor_id))`.execute(
    database,
  )
  const own = await unitsOnDay(database, { today, roots })
  const ownIds = new Set(own.map((unit) => unit.id))
  const others = served.rows.map((row) => row.unit_id).filter((id) => !ownIds.has(id))
  return others.length === 0 ? own : [...own, ...(await unitsOnDay(database, { today, ids: others }))]
}
