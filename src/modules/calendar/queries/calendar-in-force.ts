import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { keptPlan } from '../../../platform/database/kept-plan.ts'
import { type EnteredYear, withEnteredYears } from '../rules/entered-years.ts'
import { nationalCalendar } from '../rules/holidays.ts'
import type { SpecialDay, WorkingCalendar } from '../rules/working-days.ts'
import './tables.ts'

/** The calendar by which this installation counts: what is known nationally, with the years entered here in their place. */
export async function calendarInForce(database: Database): Promise<WorkingCalendar> {
  return withEnteredYears(nationalCalendar, await enteredYears(database))
}

/** The years entered here, each with its days in the order of their dates. */
function enteredYears(database: Database): Promise<EnteredYear[]> {
  return database
    .selectFrom('calendar_year as entered')
    .select([
      'entered.year',
      'entered.settled',
      sql<
        SpecialDay[]
      >`coalesce((select json_agg(json_build_object('date', day, 'kind', kind, 'name', name, 'source', source,
        'status', status) order by day) from calendar_day where calendar_day.year = entered.year), '[]')`.as('days'),
    ])
    .orderBy('entered.year')
    .modifyEnd(keptPlan)
    .execute()
}

/** What was entered for a year, as it stands; undefined when nothing was. */
export function enteredYear(database: Database, year: number) {
  return database
    .selectFrom('calendar_year')
    .leftJoin('account', 'account.id', 'calendar_year.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'calendar_year.decision',
      'calendar_year.settled',
      'calendar_year.version',
      'calendar_year.changed_at as changedAt',
      'person.full_name as changedBy',
    ])
    .where('calendar_year.year', '=', year)
    .executeTakeFirst()
}
