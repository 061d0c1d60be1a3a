import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { isReached } from './reach.ts'
import './tables.ts'

/** How many reports and requests within the official's reach stand by each version of a type. */
export async function usesOfType(
  database: Database,
  official: Official,
  typeCode: string,
  today: CalendarDate,
): Promise<{ version: number; reports: number; sent: number; requests: number }[]> {
  const { rows } = await sql<{ version: number; reports: number; sent: number; requests: number }>`
    select version, count(*) filter (where is_report)::int as reports, count(*) filter (where is_sent)::int as sent,
      count(*) filter (where not is_report)::int as requests
    from (
      select type_version as version, true as is_report, first_submitted_on is not null as is_sent from report
      where type_code = ${typeCode} and ${isReached('report.unit_id', official, 'report.read', today)}
      union all
      select type_version, false, false from report_request request
      where type_code = ${typeCode} and exists (select from report_duty duty where duty.request_id = request.id
        and ${isReached('duty.unit_id', official, 'report.read', today)})
    ) used group by version order by version`.execute(database)
  return rows
}

/** Periods that have not ended and that somebody has begun to report by the named version: they stay with it. */
export async function periodsUnderWay(
  database: Database,
  typeCode: string,
  today: CalendarDate,
): Promise<{ title: string; version: number }[]> {
  const { rows } = await sql<{ title: string; version: number }>`
    select period_title as title, type_version as version from (
      select period_title, type_version, period_to from report where type_code = ${typeCode}
      union all
      select period_title, type_version, period_to from report_request where type_code = ${typeCode}) begun
    where period_to >= ${today}::date
    group by period_title, type_version, period_to order by period_to, period_title`.execute(database)
  return rows
}
