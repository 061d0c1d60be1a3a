import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { periodByCode, type ReportingPeriod } from '../../../vocabulary/reporting-period.ts'
import type { ReportState } from '../rules/report-state.ts'
import { lastGoodDayOfDuty } from './duty.ts'
import { isReached } from './reach.ts'
import './tables.ts'

export const REPORTS_PER_PAGE = 50

export type ReportFilter = {
  state?: ReportState | undefined
  /** The year in which the period begins. */
  year?: number | undefined
  /** Only this unit. */
  unitId?: string | undefined
  after?: string | undefined
}

/** Reports the official may read, those of the latest periods first, one page of 50 with the cursor of the next. */
export async function reports(database: Database, official: Official, filter: ReportFilter, today: CalendarDate) {
  let query = readable(database, official, today).orderBy('report.period_from', 'desc').orderBy('report.id', 'desc')
  if (filter.state) query = query.where('report.state', '=', filter.state)
  if (filter.year) query = query.where(sql<SqlBool>`extract(year from report.period_to) = ${filter.year}`)
  if (filter.unitId) query = query.where('report.unit_id', '=', filter.unitId)
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d+)$/.exec(filter.after ?? '')
  if (cursor)
    query = query.where(sql<SqlBool>`(report.period_from, report.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`)
  const rows = await query.limit(REPORTS_PER_PAGE + 1).execute()
  const page = rows.slice(0, REPORTS_PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > REPORTS_PER_PAGE && last ? `${last.periodFrom}_${last.id}` : null }
}

/** A report with its unit as of the period and the request it answers. */
export type ReportRecord = Awaited<ReturnType<typeof reportOf>>

/** One report that the official may read. Refuses `report.no-such-report`. */
export async function reportOf(database: Database, official: Official, id: string, today: CalendarDate) {
  const found = await readable(database, official, today).where('report.id', '=', id).executeTakeFirst()
  if (!found) throw noSuchReport()
  return withPeriod(found)
}

/** The report of a unit for a period, whoever asks; undefined when none was begun. For the command line and for programs within. */
export async function reportOfUnit(
  database: Database,
  asked: { typeCode: string; unitId: string; periodCode: string },
) {
  const found = await selection(database)
    .where('report.type_code', '=', asked.typeCode)
    .where('report.unit_id', '=', asked.unitId)
    .where('report.period_code', '=', asked.periodCode)
    .executeTakeFirst()
  return found && withPeriod(found)
}

export function noSuchReport(): Refusal {
  return new Refusal('not-found', 'report.no-such-report', 'Không có báo cáo này trong phạm vi của bạn.')
}

function withPeriod<Row extends { periodCode: string; cutOff: 'calendar' | 'mid-month' }>(
  row: Row,
): Row & { period: ReportingPeriod } {
  return { ...row, period: periodByCode(row.periodCode, row.cutOff) }
}

function readable(database: Database, official: Official, today: CalendarDate) {
  return selection(database).where(isReached('report.unit_id', official, 'report.read', today))
}

function selection(database: Database) {
  return database
    .selectFrom('report')
    .innerJoin('report_type_definition as type', (join) =>
      join.onRef('type.code', '=', 'report.type_code').onRef('type.number', '=', 'report.type_version'),
    )
    .innerJoin('unit', 'unit.id', 'report.unit_id')
    .innerJoinLateral(
      (join) =>
        join
          .selectFrom('unit_version as version')
          .selectAll()
          .whereRef('version.unit_id', '=', 'report.unit_id')
          .orderBy(sql`(version.valid_from <= report.period_to) desc, version.valid_from desc`)
          .limit(1)
          .as('version'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (join) =>
        join
          .selectFrom('report_duty as duty')
          .innerJoin('report_request as request', 'request.id', 'duty.request_id')
          .select([
            'request.id',
            lastGoodDayOfDuty.as('last_good_day'),
            'request.collecting_unit_id',
            'request.basis',
            'duty.due_basis',
            'duty.due_words',
          ])
          .whereRef('duty.unit_id', '=', 'report.unit_id')
          .whereRef('request.type_code', '=', 'report.type_code')
          .whereRef('request.period_code', '=', 'report.period_code')
          .limit(1)
          .as('asked'),
      (join) => join.onTrue(),
    )
    .select([
      'report.id',
      'report.type_code as typeCode',
      'report.type_version as typeVersion',
      'type.title as typeTitle',
      'type.summary',
      'type.cut_off as cutOff',
      'type.receiver_kinds as receiverKinds',
      'report.unit_id as unitId',
      'unit.code as unitCode',
      'version.name as unitName',
      'version.kind_code as unitKind',
      'report.request_id as consolidatesRequestId',
      'asked.id as requestId',
      'asked.last_good_day as lastGoodDay',
      'asked.collecting_unit_id as collectingUnitId',
      'asked.basis',
      'asked.due_basis as dueBasis',
      'asked.due_words as dueWords',
      'report.period_code as periodCode',
      'report.period_title as periodTitle',
      'report.period_from as periodFrom',
      'report.period_to as periodTo',
      'report.state',
      'report.first_submitted_on as firstSubmittedOn',
      'report.submitted_on as submittedOn',
      'report.returned_reason as returnedReason',
      'report.illustration',
      'report.version',
      'report.changed_at as changedAt',
    ])
}
