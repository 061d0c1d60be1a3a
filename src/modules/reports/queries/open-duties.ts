import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { ReportState } from '../rules/report-state.ts'
import { lastGoodDayOfDuty } from './duty.ts'
import './tables.ts'

/** A report that a unit owes and has not sent, or has to send again. */
export type OpenDuty = {
  dutyId: string
  typeTitle: string
  periodTitle: string
  unitName: string
  lastGoodDay: CalendarDate
  /** The first day of the period: nothing can be reported before it. */
  periodFrom: CalendarDate
  reportId: string | null
  state: ReportState | null
  returnedReason: string | null
  /** The latest urging (đôn đốc) since it was sent last; null when nobody has urged. */
  reminderId: string | null
  remindedOn: CalendarDate | null
  message: string | null
}

/** What the given units owe, the earliest deadline first; at most 50. */
export async function openDuties(
  database: Database,
  unitIds: readonly string[],
  today: CalendarDate,
): Promise<OpenDuty[]> {
  if (unitIds.length === 0) return []
  const { rows } = await sql<OpenDuty>`
    select duty.id::text as "dutyId", type.title as "typeTitle", request.period_title as "periodTitle",
      unit_name_on(duty.unit_id, request.due_on) as "unitName", ${lastGoodDayOfDuty} as "lastGoodDay",
      request.period_from as "periodFrom", report.id::text as "reportId", report.state, report.returned_reason as "returnedReason",
      reminder.id::text as "reminderId", reminder.reminded_on as "remindedOn", reminder.message
    from report_duty duty
    join report_request request on request.id = duty.request_id
    join report_type_definition type on type.code = request.type_code and type.number = request.type_version
    left join report on report.unit_id = duty.unit_id and report.type_code = request.type_code
      and report.period_code = request.period_code
    left join lateral (select id, reminded_on, message from report_reminder urging
      where urging.duty_id = duty.id and not exists (select from report_submission sent where sent.report_id = report.id
        and (sent.submitted_on, sent.submitted_at) >= (urging.reminded_on, urging.created_at))
      order by id desc limit 1) reminder on true
    where duty.unit_id = any(${[...unitIds]}::bigint[]) and coalesce(report.state, 'draft') in ('draft', 'returned', 'reopened')
      and request.period_from <= ${today}::date
    order by ${lastGoodDayOfDuty}, duty.id limit 50`.execute(database)
  return rows
}

/** Reports that wait for the collector's decision, the one sent first on top; at most 50. */
export async function reportsToDecide(
  database: Database,
  roots: readonly string[],
  today: CalendarDate,
): Promise<{ id: string; typeTitle: string; periodTitle: string; unitName: string; submittedOn: CalendarDate }[]> {
  const { rows } = await sql<{
    id: string
    typeTitle: string
    periodTitle: string
    unitName: string
    submittedOn: CalendarDate
  }>`
    select report.id::text as id, type.title as "typeTitle", report.period_title as "periodTitle",
      unit_name_on(report.unit_id, report.submitted_on) as "unitName", report.submitted_on as "submittedOn"
    from report join report_type_definition type on type.code = report.type_code and type.number = report.type_version
    where report.state = 'submitted' and report.request_id is null
      and report.unit_id in ${unitsUnder(roots, today)}
    order by report.submitted_on, report.id limit 50`.execute(database)
  return rows
}

/** Supplements that wait for the collector, the one sent first on top; at most 50. */
export async function supplementsToDecide(
  database: Database,
  roots: readonly string[],
  today: CalendarDate,
): Promise<{ reportId: string; number: number; typeTitle: string; periodTitle: string; unitName: string }[]> {
  const { rows } = await sql<{
    reportId: string
    number: number
    typeTitle: string
    periodTitle: string
    unitName: string
  }>`
    select report.id::text as "reportId", supplement.number, type.title as "typeTitle", report.period_title as "periodTitle",
      unit_name_on(report.unit_id, supplement.sent_on) as "unitName"
    from report_supplement supplement join report on report.id = supplement.report_id
    join report_type_definition type on type.code = report.type_code and type.number = report.type_version
    where supplement.state = 'submitted' and report.request_id is null and report.unit_id in ${unitsUnder(roots, today)}
    order by supplement.sent_on, supplement.id limit 50`.execute(database)
  return rows
}
