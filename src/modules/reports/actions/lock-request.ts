import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { isReached } from '../queries/reach.ts'
import { lockOver } from '../queries/report-locks.ts'
import { allDutiesOf, type ReportRequest, requestOf } from '../queries/requests.ts'
import { requireReason } from '../rules/report-reopening.ts'

/**
 * Closes a request for its units: until it is opened they neither write nor send their reports and supplements of that period.
 * Refuses `report.already-locked`, `report.reason-missing`, `report.not-yours`.
 */
export function lockRequest(
  database: Database,
  official: Official,
  { requestId, reason, today }: { requestId: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const request = await requestToCollect(transaction, official, requestId, today)
    const words = requireReason(reason, 'Hãy ghi lý do khóa; các đơn vị thấy lý do này.')
    if (await putLock(transaction, official, { request, reason: words, today })) return
    throw new Refusal('conflict', 'report.already-locked', 'Kỳ báo cáo này đã được khóa trước đó.')
  })
}

/** Puts a lock on a request unless one stands there; answers whether it did. */
export async function putLock(
  transaction: Database,
  official: Official,
  {
    request,
    reason,
    today,
  }: { request: Pick<ReportRequest, 'id' | 'rootUnitId'>; reason: string; today: CalendarDate },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('report_lock')
    .values({
      request_id: request.id,
      reason,
      locked_on: today,
      locked_by_account_id: official.accountId,
      lifted_on: null,
      lifted_reason: null,
      lifted_by_account_id: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (!numInsertedOrUpdatedRows) return false
  await recordChange(transaction, {
    official,
    action: 'report.period-closed',
    subject: { kind: 'report-request', id: request.id },
    unitId: request.rootUnitId,
    summary: `Khóa kỳ báo cáo: ${reason}`,
    after: { reason },
  })
  return true
}

/**
 * Opens a closed request again: for all its units, or so that only some of them may send once more. The reason stays readable.
 * Refuses `report.not-locked`, `report.reason-missing`, `report.no-units`, `report.not-yours`.
 */
export function unlockRequest(
  database: Database,
  official: Official,
  given: { requestId: string; forUnits: 'all' | readonly string[]; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { requestId, forUnits, today } = given
    const request = await requestToCollect(transaction, official, requestId, today)
    const reason = requireReason(given.reason, 'Hãy ghi lý do mở khóa; lý do được lưu cùng yêu cầu.')
    const lock = await transaction
      .selectFrom('report_lock')
      .select('id')
      .where('request_id', '=', requestId)
      .where('lifted_on', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!lock) throw new Refusal('conflict', 'report.not-locked', 'Kỳ báo cáo này không khóa. Hãy tải lại trang.')
    if (forUnits === 'all') {
      await transaction
        .updateTable('report_lock')
        .set({ lifted_on: today, lifted_reason: reason, lifted_by_account_id: official.accountId })
        .where('id', '=', lock.id)
        .execute()
    } else await openForUnits(transaction, official, { lockId: lock.id, request, unitIds: forUnits, reason, today })
    await recordChange(transaction, {
      official,
      action: 'report.period-opened',
      subject: { kind: 'report-request', id: requestId },
      unitId: request.rootUnitId,
      summary:
        forUnits === 'all'
          ? `Mở khóa kỳ báo cáo cho mọi đơn vị: ${reason}`
          : `Mở khóa cho ${forUnits.length} đơn vị gửi một lần: ${reason}`,
      after: { forUnits, reason },
    })
  })
}

/** Lets the unit of a report send once more when its period is closed: what goes back to it must be able to come again. */
export async function openForReport(
  transaction: Database,
  official: Official,
  given: {
    report: Parameters<typeof lockOver>[1]
    reason: string
    today: CalendarDate
  },
): Promise<void> {
  const lock = await lockOver(transaction, given.report)
  if (lock === null || lock.openedReason !== null) return
  await insertOpenings(transaction, official, {
    lockId: lock.id,
    unitIds: [given.report.unitId],
    reason: given.reason,
    today: given.today,
  })
}

/** The unit has sent: the opening that let it is used up. */
export async function useOpening(
  transaction: Database,
  report: Parameters<typeof lockOver>[1],
  today: CalendarDate,
): Promise<void> {
  const lock = await lockOver(transaction, report)
  if (lock === null) return
  await transaction
    .updateTable('report_lock_opening')
    .set({ used_on: today })
    .where('lock_id', '=', lock.id)
    .where('unit_id', '=', report.unitId)
    .where('used_on', 'is', null)
    .execute()
}

async function openForUnits(
  transaction: Database,
  official: Official,
  given: { lockId: string; request: { id: string }; unitIds: readonly string[]; reason: string; today: CalendarDate },
): Promise<void> {
  const asked = new Set((await allDutiesOf(transaction, given.request).execute()).map((duty) => duty.unitId))
  const unitIds = [...new Set(given.unitIds)].filter((unitId) => asked.has(unitId))
  if (unitIds.length === 0) {
    const message = 'Hãy chọn ít nhất một đơn vị được gửi lại, hoặc mở khóa cho mọi đơn vị.'
    throw new Refusal('invalid', 'report.no-units', message, { unitIds: message })
  }
  await insertOpenings(transaction, official, { ...given, unitIds })
}

async function insertOpenings(
  transaction: Database,
  official: Official,
  {
    lockId,
    unitIds,
    reason,
    today,
  }: { lockId: string; unitIds: readonly string[]; reason: string; today: CalendarDate },
): Promise<void> {
  await transaction
    .insertInto('report_lock_opening')
    .values(
      unitIds.map((unitId) => ({
        lock_id: lockId,
        unit_id: unitId,
        reason,
        opened_on: today,
        opened_by_account_id: official.accountId,
        used_on: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The request, locked until the transaction ends, of who gathers its reports. */
async function requestToCollect(
  transaction: Database,
  official: Official,
  requestId: string,
  today: CalendarDate,
): Promise<ReportRequest> {
  await sql`select from report_request where id = ${requestId} for update`.execute(transaction)
  const request = await requestOf(transaction, official, requestId, today)
  await requireCollector(transaction, official, requestId, today)
  return request
}

/** Refuses `report.not-yours`: the request is gathered by somebody else. */
export async function requireCollector(
  database: Database,
  official: Official,
  requestId: string,
  today: CalendarDate,
): Promise<void> {
  const mine = await database
    .selectFrom('report_request')
    .select('id')
    .where('id', '=', requestId)
    .where(isReached('report_request.root_unit_id', official, 'report.collect', today))
    .executeTakeFirst()
  if (mine) return
  throw new Refusal('not-allowed', 'report.not-yours', 'Chức vụ của bạn không tổng hợp báo cáo của các đơn vị này.')
}
