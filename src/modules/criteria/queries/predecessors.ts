import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

/** The units that passed into this one inside the window, and on which day: their work counts for it. */
export async function predecessorsIn(
  database: Database,
  unitId: string,
  window: { from: CalendarDate; to: CalendarDate },
): Promise<{ name: string; on: CalendarDate }[]> {
  const { rows } = await sql<{ name: string; on: CalendarDate }>`
    select unit_name_on(from_unit_id, happened_on - 1) as name, happened_on as on
    from unit_succession
    where to_unit_id = ${unitId} and kind <> 'part-transferred' and from_unit_id <> to_unit_id
      and happened_on between ${window.from}::date and ${window.to}::date
    order by happened_on, from_unit_id`.execute(database)
  return rows
}

/** The days whose work a sheet counts. */
export const windowOf = ({ windowFrom, windowTo }: { windowFrom: CalendarDate; windowTo: CalendarDate }) => ({
  from: windowFrom,
  to: windowTo,
})
