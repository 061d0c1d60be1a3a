import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { keptStatement } from '../../../platform/database/kept-statement.ts'
import { type EnteredYear, withEnteredYears } from '../rules/entered-years.ts'
import { nationalCalendar } from '../rules/holidays.ts'
import type { WorkingCalendar } from '../rules/working-days.ts'
import './tables.ts'

/**
 * The calendar by which this installation counts: what is known nationally, with the years entered here in their place. What was entered
 * is read each time, and as long as it reads the same it is the same calendar, with all that was counted by it.
 */
export async function calendarInForce(database: Database): Promise<WorkingCalendar> {
  const [{ entered } = { entered: '[]' }] = await enteredYears(database, {})
  if (last?.entered !== entered)
    last = { entered, calendar: withEnteredYears(nationalCalendar, JSON.parse(entered) as EnteredYear[]) }
  return last.calendar
}

let last: { entered: string; calendar: WorkingCalendar } | undefined

/** The years entered here as one text of JSON, each with its days in the order of their dates. */
const enteredYears = keptStatement(
  () => sql<{
    entered: string
  }>`select coalesce(json_agg(json_build_object('year', entered.year, 'settled', entered.settled,
    'days', coalesce((select json_agg(json_build_object('date', day, 'kind', kind, 'name', name, 'source', source,
      'status', status) order by day) from calendar_day where calendar_day.year = entered.year), '[]'))
    order by entered.year), '[]')::text as entered from calendar_year entered`,
)

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
