import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import './process-tables.ts'

/** Something that came from a unit after the consolidated report was sent, or before that as a correction. */
export type ChangeSince = {
  kind: 'supplement' | 'late' | 'resent' | 'reopened'
  unitName: string
  reportId: string
  /** Of the supplement, or of the sending. */
  number: number
  happenedOn: CalendarDate
  /** True when the consolidated report had been sent by then. */
  isAfter: boolean
  /** The supplement of the consolidated report that takes it in; null while none does. */
  gatheredIn: number | null
  /** True while the report is with its unit again. */
  isAway: boolean
}

/** “Báo cáo bổ sung số 1 của Ủy ban nhân dân xã Ba, ngày 10/12/2022”. */
export function changeSinceInWords({ kind, unitName, number, happenedOn }: ChangeSince): string {
  const what = {
    supplement: `Báo cáo bổ sung số ${number} của ${unitName}`,
    late: `Báo cáo gửi sau của ${unitName}`,
    resent: `Báo cáo gửi lại lần ${number} của ${unitName}`,
    reopened: `Báo cáo của ${unitName} được mở lại`,
  }[kind]
  return `${what}, ngày ${formatCalendarDate(happenedOn)}`
}

/**
 * What came from the units of a consolidated report since it was sent, and the supplements before that: the latest first. A draft that
 * was never sent has only supplements and reopenings.
 */
export async function changesSince(database: Database, consolidatedReportId: string): Promise<ChangeSince[]> {
  const { rows } = await sql<ChangeSince>`
    with whole as (
      select report.id, report.request_id, sent.submitted_on, sent.submitted_at from report
      left join lateral (select submitted_on, submitted_at from report_submission
        where report_id = report.id order by number desc limit 1) sent on true
      where report.id = ${consolidatedReportId}),
    part as (
      select report.id, report.unit_id, report.state = 'reopened' as is_away, unit_name_on(report.unit_id, request.period_to) as unit_name
      from whole join report_request request on request.id = whole.request_id
      join report_duty duty on duty.request_id = request.id
      join report on report.unit_id = duty.unit_id and report.type_code = request.type_code
        and report.period_code = request.period_code and report.id <> whole.id),
    happened as (
      select 'supplement' as kind, report_id, number, sent_on as day, sent_at as moment from report_supplement where number is not null
      union all
      select case when number = 1 then 'late' else 'resent' end, report_id, number, submitted_on, submitted_at from report_submission
      union all
      select 'reopened', submission.report_id, submission.number, decision.decided_on, decision.decided_at
      from report_decision decision join report_submission submission on submission.id = decision.submission_id
      where decision.decision = 'reopen')
    select happened.kind, part.unit_name as "unitName", part.id::text as "reportId", happened.number,
      happened.day as "happenedOn",
      coalesce((happened.day, happened.moment) > (whole.submitted_on, whole.submitted_at), false) as "isAfter",
      gathering.number as "gatheredIn", part.is_away as "isAway"
    from whole cross join part join happened on happened.report_id = part.id
    left join lateral (
      select min(supplement.number) as number from report_supplement supplement
      where supplement.report_id = whole.id and supplement.number is not null
        and (supplement.sent_on, supplement.sent_at) >= (happened.day, happened.moment)
        and (happened.day, happened.moment) > (whole.submitted_on, whole.submitted_at)) gathering on true
    where happened.kind in ('supplement', 'reopened')
      or (happened.day, happened.moment) > (whole.submitted_on, whole.submitted_at)
    order by happened.day desc, happened.moment desc, part.unit_name, happened.kind`.execute(database)
  return rows
}

/** What a supplement of the consolidated report that is sent now takes in, in words. */
export async function changesToGather(database: Database, consolidatedReportId: string): Promise<string[]> {
  const changes = await changesSince(database, consolidatedReportId)
  return changes
    .filter(({ isAfter, gatheredIn, kind }) => isAfter && gatheredIn === null && kind !== 'reopened')
    .map(changeSinceInWords)
}
