import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

/** The unit that a figure is counted for when it is not the one that reports. */
export type BodyReportedOn = {
  unitId: string
  unitName: string
  /** True when the reader of a page may open its records; left out where nobody was asked. */
  isReadable?: boolean | undefined
}

/**
 * The nearest body of the kinds that the unit is, stands under or stands beside on the day: the office of a council reports on the
 * council it serves. Null when there is none.
 */
export async function bodyReportedOn(
  database: Database,
  { unitId, kinds, day }: { unitId: string; kinds: readonly string[]; day: CalendarDate },
): Promise<BodyReportedOn | null> {
  const { rows } = await sql<BodyReportedOn>`
    with recursive tree as materialized (select * from figure_tree(${day}::date)),
    above (unit_id, distance) as (
      select ${unitId}::bigint, 0
      union all
      select tree.parent_unit_id, above.distance + 1 from above join tree on tree.unit_id = above.unit_id
      where tree.parent_unit_id is not null and above.distance < 20
    ),
    near (unit_id, distance) as (
      select unit_id, distance * 2 from above
      union all
      select tree.unit_id, above.distance * 2 + 1 from above join tree on tree.parent_unit_id = above.unit_id where above.distance > 0
    )
    select near.unit_id::text as "unitId", version.name as "unitName"
    from near
    join unit_version version on version.unit_id = near.unit_id
      and ${day}::date between version.valid_from and coalesce(version.valid_to, 'infinity')
    where version.kind_code = any(${[...kinds]}::text[])
    order by near.distance, near.unit_id limit 1`.execute(database)
  return rows[0] ?? null
}
