import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { type DutyStanding, STANDING_ORDER, type StandingCounts } from '../rules/duty-standing.ts'
import type { ReportState } from '../rules/report-state.ts'
import { lastGoodDayOfDuty } from './duty.ts'
import { isReached } from './reach.ts'
import './process-tables.ts'

/** One unit on the board of a request, as it stood at the end of a day. */
export type BoardRow = {
  unitId: string
  unitCode: string
  unitName: string
  standing: DutyStanding
  firstSubmittedOn: CalendarDate | null
  isLate: boolean
  /** As it is today, whatever day the board shows. */
  reportId: string | null
  state: ReportState | null
  supplementCount: number
  remindedOn: CalendarDate | null
}

/** A group of units: a district with its communes, or a kind of unit. Its key stands in the address. */
export type BoardGroup = { key: string; title: string; counts: StandingCounts; total: number }

export type Board = { rows: BoardRow[]; groups: BoardGroup[]; totals: StandingCounts; total: number }

type Asked = { requestId: string; asOf: CalendarDate; today: CalendarDate }
export type BoardFilter = {
  standing?: DutyStanding | undefined
  group?: string | undefined
  unitId?: string | undefined
}

/**
 * Who has sent, late, corrected, to send again, or missing, of the units that the official may read of: the numbers of all of them by
 * group, and the units that the filter leaves, in the order of their groups and names. Each standing is computed once; a province has
 * some hundred units.
 */
export async function boardOf(
  database: Database,
  official: Official,
  asked: Asked,
  filter: BoardFilter,
): Promise<Board> {
  const { rows } = await sql<BoardRow & { groupKey: string; groupTitle: string }>`
    select unit_id::text as "unitId", unit_code as "unitCode", unit_name as "unitName", standing,
      first_submitted_on as "firstSubmittedOn", is_late as "isLate", report_id::text as "reportId", state,
      supplement_count as "supplementCount", reminded_on as "remindedOn", group_key as "groupKey", group_title as "groupTitle"
    from (${standingsOn(official, asked)}) standings
    order by group_position, group_title, group_key, kind_position, unit_name`.execute(database)
  const totals = countsOf(rows)
  const groups = [...new Map(rows.map(({ groupKey, groupTitle }) => [groupKey, groupTitle]))]
  return {
    rows: rows
      .filter(
        ({ standing, groupKey, unitId }) =>
          (filter.standing ?? standing) === standing &&
          (filter.group ?? groupKey) === groupKey &&
          (filter.unitId ?? unitId) === unitId,
      )
      .map(({ groupKey: _groupKey, groupTitle: _groupTitle, ...row }) => row),
    groups: groups.map(([key, title]) => {
      const counts = countsOf(rows.filter(({ groupKey }) => groupKey === key))
      return { key, title, counts, total: sum(counts) }
    }),
    totals,
    total: sum(totals),
  }
}

function countsOf(rows: readonly { standing: DutyStanding }[]): StandingCounts {
  const counts = { 'on-time': 0, late: 0, corrected: 0, returned: 0, waiting: 0, missing: 0 }
  for (const { standing } of rows) counts[standing]++
  return counts
}

const sum = (counts: StandingCounts) => STANDING_ORDER.reduce((total, standing) => total + counts[standing], 0)

/** One row for each unit of the request within reach. Read from the sendings and decisions of each day, so that a past day stays as it was. */
function standingsOn(official: Official, { requestId, asOf, today }: Asked): RawBuilder<unknown> {
  return sql`
    select duty.unit_id, unit.code as unit_code, version.name as unit_name, kind.position as kind_position,
      case when parent.kind_code = 'district' then 'unit-' || version.parent_unit_id else 'kind-' || kind.code end as group_key,
      case when parent.kind_code = 'district' then parent.name else kind.title end as group_title,
      kind.position as group_position,
      case when latest.number is null then case when ${asOf}::date <= ${lastGoodDayOfDuty} then 'waiting' else 'missing' end
        when exists (select from report_decision decision where decision.submission_id = latest.id
          and decision.decision in ('return', 'reopen') and decision.decided_on <= ${asOf}::date) then 'returned'
        when exists (select from report_supplement supplement where supplement.report_id = report.id
            and supplement.state <> 'refused' and supplement.sent_on <= ${asOf}::date)
          or exists (select from report_submission earlier join report_decision decision on decision.submission_id = earlier.id
            where earlier.report_id = report.id and earlier.number < latest.number and decision.decision = 'reopen') then 'corrected'
        when report.first_submitted_on <= ${lastGoodDayOfDuty} then 'on-time' else 'late' end as standing,
      case when report.first_submitted_on <= ${asOf}::date then report.first_submitted_on end as first_submitted_on,
      coalesce(report.first_submitted_on <= ${asOf}::date and report.first_submitted_on > ${lastGoodDayOfDuty}, false) as is_late,
      report.id as report_id, report.state,
      (select count(*)::int from report_supplement supplement
        where supplement.report_id = report.id and supplement.number is not null) as supplement_count,
      (select max(reminder.reminded_on) from report_reminder reminder where reminder.duty_id = duty.id) as reminded_on
    from report_duty duty
    join report_request request on request.id = duty.request_id
    join unit on unit.id = duty.unit_id
    join lateral (select * from unit_version candidate where candidate.unit_id = duty.unit_id
      order by (candidate.valid_from <= request.period_to) desc, candidate.valid_from desc limit 1) version on true
    join unit_kind kind on kind.code = version.kind_code
    left join lateral (select candidate.name, candidate.kind_code from unit_version candidate
      where candidate.unit_id = version.parent_unit_id
      order by (candidate.valid_from <= request.period_to) desc, candidate.valid_from desc limit 1) parent on true
    left join report on report.unit_id = duty.unit_id and report.type_code = request.type_code
      and report.period_code = request.period_code
    left join lateral (select submission.id, submission.number from report_submission submission
      where submission.report_id = report.id and submission.submitted_on <= ${asOf}::date
      order by submission.number desc limit 1) latest on true
    where duty.request_id = ${requestId} and ${isReached('duty.unit_id', official, 'report.read', today)}`
}
