import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { isOpen, type ReportState } from '../rules/report-state.ts'
import { lastGoodDayOfDuty } from './duty.ts'
import { isReached } from './reach.ts'
import './tables.ts'

const REQUESTS_PER_PAGE = 50

/** What was asked of units, latest deadline first: requests that concern a unit the official may read of. */
export async function requests(
  database: Database,
  official: Official,
  { after }: { after?: string | undefined },
  today: CalendarDate,
) {
  let query = readable(database, official, today)
    .select(
      sql<number>`(select count(*)::int from report_duty duty where duty.request_id = request.id
        and ${isReached('duty.unit_id', official, 'report.read', today)})`.as('dutyCount'),
    )
    .orderBy('request.due_on', 'desc')
    .orderBy('request.id', 'desc')
    .limit(REQUESTS_PER_PAGE + 1)
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d+)$/.exec(after ?? '')
  if (cursor)
    query = query.where(sql<SqlBool>`(request.due_on, request.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`)
  const rows = await query.execute()
  const page = rows.slice(0, REQUESTS_PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > REQUESTS_PER_PAGE && last ? `${last.dueOn}_${last.id}` : null }
}

export type ReportRequest = Awaited<ReturnType<typeof requestOf>>

/** One request. Refuses `report.no-such-request`. */
export async function requestOf(database: Database, official: Official, id: string, today: CalendarDate) {
  const found = await readable(database, official, today).where('request.id', '=', id).executeTakeFirst()
  if (!found)
    throw new Refusal('not-found', 'report.no-such-request', 'Không có yêu cầu báo cáo này trong phạm vi của bạn.')
  return { ...found, period: periodByCode(found.periodCode, found.cutOff) }
}

/** A unit that owes a report, and the report it has begun or sent. */
export type DutyOfUnit = {
  id: string
  unitId: string
  unitCode: string
  unitName: string
  unitKind: string
  firstSubmittedOn: CalendarDate | null
  submittedOn: CalendarDate | null
  reportId: string | null
  state: ReportState | null
  /** The last day on which this unit is in time: its own, or that of the request. */
  lastGoodDay: CalendarDate
}

/** The units of a request that the official may read of, in the order of their kinds and names. */
export function dutiesOf(
  database: Database,
  official: Official,
  request: { id: string },
  today: CalendarDate,
): Promise<DutyOfUnit[]> {
  return allDutiesOf(database, request)
    .where(isReached('duty.unit_id', official, 'report.read', today))
    .execute()
}

/** The names of the units that have not sent their report, or have to send it again. */
export async function missingUnits(database: Database, request: { id: string }): Promise<string[]> {
  const duties = await allDutiesOf(database, request).execute()
  return duties.filter((duty) => !hasSent(duty)).map((duty) => duty.unitName)
}

/** True when the unit's report counts as sent: one that was returned has to be sent again. */
export function hasSent({ state }: Pick<DutyOfUnit, 'state'>): boolean {
  return state !== null && !isOpen({ state })
}

/** All units of a request. */
export function allDutiesOf(database: Database, request: { id: string }) {
  return database
    .selectFrom('report_duty as duty')
    .innerJoin('report_request as request', 'request.id', 'duty.request_id')
    .innerJoin('unit', 'unit.id', 'duty.unit_id')
    .innerJoinLateral(
      (join) =>
        join
          .selectFrom('unit_version as version')
          .select(['version.name', 'version.kind_code'])
          .whereRef('version.unit_id', '=', 'duty.unit_id')
          .orderBy(sql`(version.valid_from <= request.period_to) desc, version.valid_from desc`)
          .limit(1)
          .as('version'),
      (join) => join.onTrue(),
    )
    .innerJoin('unit_kind as kind', 'kind.code', 'version.kind_code')
    .leftJoin('report', (join) =>
      join
        .onRef('report.unit_id', '=', 'duty.unit_id')
        .onRef('report.type_code', '=', 'request.type_code')
        .onRef('report.period_code', '=', 'request.period_code'),
    )
    .select([
      'duty.id',
      'duty.unit_id as unitId',
      'unit.code as unitCode',
      'version.name as unitName',
      'version.kind_code as unitKind',
      'report.first_submitted_on as firstSubmittedOn',
      'report.submitted_on as submittedOn',
      'report.id as reportId',
      'report.state',
      lastGoodDayOfDuty.as('lastGoodDay'),
    ])
    .where('duty.request_id', '=', request.id)
    .orderBy('kind.position')
    .orderBy('version.name')
}

/** Requests that concern a unit within the official's reach; a collector also sees those of which no unit is left. */
function readable(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('report_request as request')
    .innerJoin('report_type_definition as type', (join) =>
      join.onRef('type.code', '=', 'request.type_code').onRef('type.number', '=', 'request.type_version'),
    )
    .leftJoin('account', 'account.id', 'request.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'request.id',
      'request.type_code as typeCode',
      'request.type_version as typeVersion',
      'type.title as typeTitle',
      'type.cut_off as cutOff',
      'request.root_unit_id as rootUnitId',
      'request.collecting_unit_id as collectingUnitId',
      sql<string>`unit_name_on(request.collecting_unit_id, request.due_on)`.as('collectingUnitName'),
      'request.period_code as periodCode',
      'request.period_title as periodTitle',
      'request.due_on as dueOn',
      'request.due_on_excluded as dueOnExcluded',
      'request.last_good_day as lastGoodDay',
      'request.basis',
      'request.illustration',
      'request.version',
      'request.changed_at as changedAt',
      'person.full_name as changedBy',
    ])
    .where((condition) =>
      condition.or([
        condition.exists(
          condition
            .selectFrom('report_duty as duty')
            .select('duty.id')
            .whereRef('duty.request_id', '=', 'request.id')
            .where(isReached('duty.unit_id', official, 'report.read', today)),
        ),
        ...(may(official, 'report.collect')
          ? [isReached('request.root_unit_id', official, 'report.collect', today)]
          : []),
      ]),
    )
}
