import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitOfPeriod } from '../../indicators/index.ts'
import { requireBegun } from '../rules/report-state.ts'
import type { ReportToRead } from './report-content.ts'
import { typeForPeriod } from './report-types.ts'
import { reportOfUnit } from './reports.ts'

/**
 * The report of a unit for a period as it stands, or as it would be if somebody began it today: for whoever may see all.
 * Refuses `report.no-such-type`, `report.wrong-period-kind`, `report.period-not-begun`, `indicators.no-such-unit`.
 */
export async function reportOrPlan(
  database: Database,
  asked: { typeCode: string; unitCode: string; periodCode: string },
  today: CalendarDate,
): Promise<ReportToRead> {
  const { type, period } = await typeForPeriod(database, asked.typeCode, asked.periodCode)
  requireBegun(period, today)
  const unit = await unitOfPeriod(database, { code: asked.unitCode }, { period, asOf: period.to })
  const there = await reportOfUnit(database, { typeCode: type.code, unitId: unit.id, periodCode: period.code })
  if (there) return there
  return {
    id: null,
    typeCode: type.code,
    typeVersion: type.number,
    typeTitle: type.title,
    summary: type.summary,
    cutOff: type.cutOff,
    receiverKinds: [...type.receiverKinds],
    unitId: unit.id,
    unitCode: unit.code,
    unitName: unit.name,
    unitKind: unit.kindCode,
    consolidatesRequestId: null,
    requestId: null,
    lastGoodDay: null,
    collectingUnitId: null,
    basis: null,
    dueBasis: null,
    dueWords: null,
    periodCode: period.code,
    periodTitle: period.title,
    periodFrom: period.from,
    periodTo: period.to,
    period,
    state: 'draft',
    firstSubmittedOn: null,
    submittedOn: null,
    returnedReason: null,
    illustration: null,
    version: 0,
    changedAt: new Date(0),
  }
}
