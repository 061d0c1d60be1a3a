import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

/** A unit that passed into another: on which day and by which act. */
export type Predecessor = { unitId: string; name: string; on: CalendarDate; legalAct: string }

/** The units that passed into this one inside the window, also by way of others that then passed into it: their work counts for it. */
export async function predecessorsIn(
  database: Database,
  unitId: string,
  window: { from: CalendarDate; to: CalendarDate },
): Promise<Predecessor[]> {
  const { rows } = await sql<Predecessor>`
    with recursive passed (from_unit_id, happened_on, legal_act) as (
      select from_unit_id, happened_on, legal_act from unit_succession
      where to_unit_id = ${unitId} and kind <> 'part-transferred' and from_unit_id <> to_unit_id
        and happened_on between ${window.from}::date and ${window.to}::date
      union
      select before.from_unit_id, before.happened_on, before.legal_act
      from passed join unit_succession before on before.to_unit_id = passed.from_unit_id
      where before.kind <> 'part-transferred' and before.from_unit_id <> before.to_unit_id
        and before.happened_on between ${window.from}::date and passed.happened_on)
    select from_unit_id::text as "unitId", unit_name_on(from_unit_id, happened_on - 1) as name, happened_on as on,
      legal_act as "legalAct"
    from passed order by happened_on, from_unit_id`.execute(database)
  return rows
}

/** The scored units of a year into which others passed in the days that are assessed, from the first part's first to the last part's last. */
export async function mergersInYear(
  database: Database,
  yearId: string,
): Promise<{ unitId: string; names: string[]; on: CalendarDate }[]> {
  const { rows } = await sql<{ unitId: string; names: string[]; on: CalendarDate }>`
    select assessment.unit_id::text as "unitId", min(passed.happened_on)::text as on,
      json_agg(unit_name_on(passed.from_unit_id, passed.happened_on - 1) order by passed.happened_on, passed.from_unit_id) as names
    from assessment_year year
    left join assessment_year_split split on split.whole_year_id = year.id
    left join assessment_year earlier on earlier.id = split.earlier_year_id
    join assessment on assessment.assessment_year_id = year.id
    join unit_succession passed on passed.to_unit_id = assessment.unit_id and passed.from_unit_id <> passed.to_unit_id
      and passed.kind <> 'part-transferred'
      and passed.happened_on between coalesce(earlier.window_from, year.window_from) and year.window_to
    where year.id = ${yearId}
    group by assessment.unit_id`.execute(database)
  return rows
}

/** The days whose work a sheet counts. */
export const windowOf = ({ windowFrom, windowTo }: { windowFrom: CalendarDate; windowTo: CalendarDate }) => ({
  from: windowFrom,
  to: windowTo,
})
