import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { isReached } from '../queries/reach.ts'
import { requestOf } from '../queries/requests.ts'
import { requireBegun } from '../rules/report-state.ts'
import { beginReport } from './draft-report.ts'

/**
 * Begins the consolidated report over the units of a request and answers its id; the one begun before, when there is one.
 * It may be begun while reports are still missing: those are listed in it. Refuses `report.period-not-begun`, `report.not-yours`.
 */
export function consolidateReports(
  database: Database,
  official: Official,
  requestId: string,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const request = await requestOf(transaction, official, requestId, today)
    const mine = await transaction
      .selectFrom('report_request')
      .select('id')
      .where('id', '=', requestId)
      .where(isReached('report_request.root_unit_id', official, 'report.collect', today))
      .executeTakeFirst()
    if (!mine)
      throw new Refusal('not-allowed', 'report.not-yours', 'Chức vụ của bạn không tổng hợp báo cáo của các đơn vị này.')
    requireBegun(request.period, today)
    return beginReport(transaction, official, {
      type: { code: request.typeCode, number: request.typeVersion },
      typeTitle: `${request.typeTitle} (tổng hợp)`,
      unitId: request.rootUnitId,
      period: request.period,
      requestId,
    })
  })
}
