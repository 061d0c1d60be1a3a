import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { ReportingPeriod } from '../../../vocabulary/reporting-period.ts'
import { refuseEndedUnit, unitsUnder } from '../../organisation/index.ts'
import { typeToUse } from '../queries/report-types.ts'
import { reportOfUnit } from '../queries/reports.ts'
import { requireBegun } from '../rules/report-state.ts'
import type { ReportType } from '../rules/report-type.ts'

/**
 * Begins a unit's report for a period and answers its id; a report that somebody has begun already is answered instead of a second one.
 * Refuses `report.period-not-begun`, `report.not-your-unit`, `report.no-such-type`.
 */
export function draftReport(
  database: Database,
  official: Official,
  given: { typeCode: string; unitId: string; period: ReportingPeriod },
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const use = { code: given.typeCode, periodCode: given.period.code, today }
    const { type, period } = await typeToUse(transaction, use)
    requireBegun(period, today)
    await requireUnit(transaction, official, given.unitId, today)
    await refuseEndedUnit(transaction, given.unitId, period.from)
    const { unitId } = given
    return beginReport(transaction, official, { type, typeTitle: type.title, unitId, period, requestId: null })
  })
}

/** Writes the empty report, or finds the one that stands there. */
export async function beginReport(
  transaction: Database,
  official: Official,
  given: {
    type: Pick<ReportType, 'code' | 'number'>
    typeTitle: string
    unitId: string
    period: ReportingPeriod
    requestId: string | null
  },
): Promise<string> {
  const { period, type, typeTitle, unitId, requestId } = given
  const typeCode = type.code
  const begun = await transaction
    .insertInto('report')
    .values({
      type_code: typeCode,
      type_version: type.number,
      unit_id: unitId,
      request_id: requestId,
      period_code: period.code,
      period_title: period.title,
      period_from: period.from,
      period_to: period.to,
      first_submitted_on: null,
      submitted_on: null,
      returned_reason: null,
      illustration: null,
      created_by_account_id: official.accountId,
      changed_by_account_id: official.accountId,
    })
    .onConflict((conflict) => conflict.columns(['type_code', 'unit_id', 'period_code']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!begun) {
    const there = await reportOfUnit(transaction, { typeCode, unitId, periodCode: period.code })
    if (!there) throw new Error('A report that stands in the way has gone.')
    return there.id
  }
  await recordChange(transaction, {
    official,
    action: 'report.drafted',
    subject: { kind: 'report', id: begun.id },
    unitId,
    summary: `Lập ${typeTitle.charAt(0).toLocaleLowerCase('vi')}${typeTitle.slice(1)}, ${period.title}`,
    after: { typeCode, typeVersion: type.number, typeTitle, unitId, requestId, period: period.code },
  })
  return begun.id
}

async function requireUnit(
  transaction: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<void> {
  const found = await sql<{ found: number }>`select 1 as found where ${unitId}::bigint in
    ${unitsUnder(unitsFor(official, 'report.write'), today)}`.execute(transaction)
  if (found.rows.length > 0) return
  const message = 'Bạn không được lập báo cáo cho đơn vị này. Hãy chọn đơn vị của mình.'
  throw new Refusal('invalid', 'report.not-your-unit', message, { unitId: message })
}
