import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { UnitOnPaper } from '../rules/unit-on-paper.ts'

/** How a unit heads its papers on a day: its name, its place and number series, and the body above it. */
export async function unitOnPaper(database: Database, unitId: string, day: CalendarDate): Promise<UnitOnPaper> {
  const { rows } = await sql<UnitOnPaper>`
    select version.name, version.kind_code as "kindCode", version.issuer_code as "issuerCode",
      case when parent.kind_code <> 'province' then unit_name_on(version.parent_unit_id, ${day}::date) end as "parentName",
      coalesce(version.place_name, parent.place_name) as "placeName"
    from unit_version version
    left join lateral (select above.place_name, above.kind_code from unit_version above where above.unit_id = version.parent_unit_id
      order by above.valid_from desc limit 1) parent on true
    where version.unit_id = ${unitId}
    order by (version.valid_from <= ${day}::date) desc, version.valid_from desc limit 1`.execute(database)
  const [found] = rows
  if (!found) throw new Error(`The unit ${unitId} of a paper has no version.`)
  return found
}
