import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, postFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { ReportingPeriod } from '../../../vocabulary/reporting-period.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { isReached } from '../queries/reach.ts'
import { typeToUse } from '../queries/report-types.ts'
import { allDutiesOf, requestOf } from '../queries/requests.ts'

export type RequestToMake = {
  typeCode: string
  period: ReportingPeriod
  dueOn: CalendarDate
  /** True for “trước ngày”: the day before is the last good one. */
  dueOnExcluded: boolean
  /** The act that asks for it, in words. */
  basis: string
  unitIds: readonly string[]
}

/**
 * Asks units for a report of a period by a day and answers the id of the request: each unit then owes it.
 * Refuses `report.no-units`, `report.not-your-unit`, `report.due-before-period`, `report.already-requested`.
 */
export function requestReports(
  database: Database,
  official: Official,
  given: RequestToMake,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const use = { code: given.typeCode, periodCode: given.period.code, today }
    const { type, period } = await typeToUse(transaction, use)
    const post = postFor(official, 'report.collect')
    if (!post) throw new Refusal('not-allowed', 'report.not-collector', 'Chức vụ của bạn không yêu cầu báo cáo được.')
    requireDeadlineInPeriod({ ...given, period })
    await requireUnits(transaction, official, given.unitIds, today)
    const made = await transaction
      .insertInto('report_request')
      .values({
        type_code: given.typeCode,
        type_version: type.number,
        root_unit_id: post.reachUnitId,
        collecting_unit_id: post.unitId,
        period_code: period.code,
        period_title: period.title,
        period_from: period.from,
        period_to: period.to,
        due_on: given.dueOn,
        due_on_excluded: given.dueOnExcluded,
        basis: given.basis,
        illustration: null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .onConflict((conflict) => conflict.columns(['type_code', 'root_unit_id', 'period_code']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) {
      const message = `Đã có yêu cầu “${type.title}” cho kỳ “${period.title}”. Hãy mở yêu cầu đó để thêm đơn vị hoặc đổi hạn.`
      throw new Refusal('conflict', 'report.already-requested', message, { part: message })
    }
    await addUnits(transaction, made.id, given.unitIds)
    await recordChange(transaction, {
      official,
      action: 'report.requested',
      subject: { kind: 'report-request', id: made.id },
      unitId: post.reachUnitId,
      summary: `Yêu cầu ${given.unitIds.length} đơn vị gửi báo cáo, ${period.title}, ${deadlineInWords(given)}`,
      after: { ...given, period: period.code },
    })
    return made.id
  })
}

/**
 * Moves the deadline of a request, mends its basis, and asks more units. A unit that was asked stays asked.
 * Throws StaleEdit when somebody changed the request since `version`; refuses as `requestReports` does.
 */
export function changeRequest(
  database: Database,
  official: Official,
  {
    id,
    version,
    given,
    today,
  }: { id: string; version: string | null; given: Omit<RequestToMake, 'typeCode' | 'period'>; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await sql`select from report_request where id = ${id} for update`.execute(transaction)
    const before = await requestOf(transaction, official, id, today)
    await requireUnits(transaction, official, [before.rootUnitId], today)
    refuseStaleEdit(version, before, () => ({
      dueOn: formatCalendarDate(before.dueOn),
      dueOnExcluded: before.dueOnExcluded ? 'yes' : '',
      basis: before.basis,
    }))
    requireDeadlineInPeriod({ ...given, period: before.period })
    const asked = (await allDutiesOf(transaction, before).execute()).map((duty) => duty.unitId)
    const added = given.unitIds.filter((unitId) => !asked.includes(unitId))
    if (added.length > 0) await requireUnits(transaction, official, added, today)
    await transaction
      .updateTable('report_request')
      .set({
        due_on: given.dueOn,
        due_on_excluded: given.dueOnExcluded,
        basis: given.basis,
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    await addUnits(transaction, id, added)
    await recordChange(transaction, {
      official,
      action: 'report.request-changed',
      subject: { kind: 'report-request', id },
      unitId: before.rootUnitId,
      summary: [
        `Sửa yêu cầu báo cáo: ${deadlineInWords(given)}`,
        ...(added.length > 0 ? [`thêm ${added.length} đơn vị`] : []),
      ].join(', '),
      before: { dueOn: before.dueOn, dueOnExcluded: before.dueOnExcluded, basis: before.basis },
      after: { ...given, added },
    })
  })
}

function deadlineInWords({ dueOn, dueOnExcluded }: Pick<RequestToMake, 'dueOn' | 'dueOnExcluded'>): string {
  return dueOnExcluded ? `trước ngày ${formatCalendarDate(dueOn)}` : `chậm nhất ngày ${formatCalendarDate(dueOn)}`
}

function requireDeadlineInPeriod({ dueOn, period }: Pick<RequestToMake, 'dueOn' | 'period'>): void {
  if (dueOn > period.from) return
  const message = `Hạn gửi ${formatCalendarDate(dueOn)} không sau ngày đầu kỳ báo cáo (${formatCalendarDate(period.from)}). Hãy kiểm tra lại kỳ hoặc hạn.`
  throw new Refusal('invalid', 'report.due-before-period', message, { dueOn: message })
}

async function requireUnits(
  transaction: Database,
  official: Official,
  unitIds: readonly string[],
  today: CalendarDate,
): Promise<void> {
  if (unitIds.length === 0) {
    const message = 'Hãy chọn ít nhất một đơn vị phải gửi báo cáo.'
    throw new Refusal('invalid', 'report.no-units', message, { kinds: message })
  }
  const known = await transaction
    .selectFrom('unit')
    .select('id')
    .where('id', 'in', [...unitIds])
    .where(isReached('unit.id', official, 'report.collect', today))
    .execute()
  if (known.length === new Set(unitIds).size) return
  const message = 'Có đơn vị không thuộc phạm vi tổng hợp của bạn. Hãy chọn lại các đơn vị trong danh sách.'
  throw new Refusal('invalid', 'report.not-your-unit', message, { unitIds: message })
}

async function addUnits(transaction: Database, requestId: string, unitIds: readonly string[]): Promise<void> {
  if (unitIds.length === 0) return
  await transaction
    .insertInto('report_duty')
    .values([...new Set(unitIds)].map((unitId) => ({ request_id: requestId, unit_id: unitId })))
    .execute()
}
