import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, postFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { ReportingPeriod } from '../../../vocabulary/reporting-period.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { deadlinesForPeriod, kindsOfUnits, ownDaysOf } from '../queries/level-deadlines.ts'
import { isReached } from '../queries/reach.ts'
import { typeToUse } from '../queries/report-types.ts'
import { allDutiesOf, requestOf } from '../queries/requests.ts'
import type { DeadlineOfLevel } from '../rules/level-deadline.ts'

export type RequestToMake = {
  typeCode: string
  period: ReportingPeriod
  /** The day for all; null only where each unit has its own by its level: then the latest of these stands here. */
  dueOn: CalendarDate | null
  /** True for “trước ngày”: the day before is the last good one. */
  dueOnExcluded: boolean
  /** The act that asks for it, in words. */
  basis: string
  unitIds: readonly string[]
  /** True where units have the last day that the rules of the type set for their level. */
  byLevel?: boolean
}

/**
 * Asks units for a report of a period by a day and answers the id of the request: each unit then owes it.
 * Refuses `report.no-units`, `report.not-your-unit`, `report.due-before-period`, `report.no-due-day`, `report.already-requested`.
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
    await requireUnits(transaction, official, given.unitIds, today)
    const levels = given.byLevel ? await daysByLevel(transaction, { type, period, unitIds: given.unitIds }) : NO_DAYS
    const due = dueDayOf(given, levels)
    requireDeadlineInPeriod({ ...due, period })
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
        due_on: due.dueOn,
        due_on_excluded: due.dueOnExcluded,
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
    await keepOwnDays(transaction, made.id, levels)
    await recordChange(transaction, {
      official,
      action: 'report.requested',
      subject: { kind: 'report-request', id: made.id },
      unitId: post.reachUnitId,
      summary: `Yêu cầu ${given.unitIds.length} đơn vị gửi báo cáo, ${period.title}, ${deadlineInWords(due)}${levels.size > 0 ? `; ${levels.size} đơn vị có hạn theo cấp` : ''}`,
      after: { ...given, ...due, period: period.code },
    })
    return made.id
  })
}

/** What may be changed of a request; the units are more ones. Without `byLevel`, days by level stay as they are. */
export type ChangeOfRequest = Omit<RequestToMake, 'typeCode' | 'period' | 'dueOn'> & { dueOn: CalendarDate }

/**
 * Moves the deadline of a request, mends its basis, and asks more units. A unit that was asked stays asked.
 * Throws StaleEdit when somebody changed the request since `version`; refuses as `requestReports` does.
 */
export function changeRequest(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: ChangeOfRequest; today: CalendarDate },
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
    const hadOwnDays = (await ownDaysOf(transaction, id)).length > 0
    const byLevel = given.byLevel ?? hadOwnDays
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
    await changeOwnDays(transaction, { ...before, id }, { byLevel, hadOwnDays, asked, added })
    await recordChange(transaction, {
      official,
      action: 'report.request-changed',
      subject: { kind: 'report-request', id },
      unitId: before.rootUnitId,
      summary: [
        `Sửa yêu cầu báo cáo: ${deadlineInWords(given)}`,
        ...(added.length > 0 ? [`thêm ${added.length} đơn vị`] : []),
        ...(byLevel === hadOwnDays ? [] : [byLevel ? 'dùng hạn theo cấp' : 'một hạn cho mọi đơn vị']),
      ].join(', '),
      before: { dueOn: before.dueOn, dueOnExcluded: before.dueOnExcluded, basis: before.basis },
      after: { ...given, added },
    })
  })
}

type DueDay = { dueOn: CalendarDate; dueOnExcluded: boolean }

function deadlineInWords({ dueOn, dueOnExcluded }: DueDay): string {
  return dueOnExcluded ? `trước ngày ${formatCalendarDate(dueOn)}` : `chậm nhất ngày ${formatCalendarDate(dueOn)}`
}

function requireDeadlineInPeriod({ dueOn, period }: Pick<DueDay, 'dueOn'> & { period: ReportingPeriod }): void {
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

const NO_DAYS: ReadonlyMap<string, DeadlineOfLevel> = new Map()

/** The last day of each unit whose level has a rule, by unit. */
async function daysByLevel(
  transaction: Database,
  { type, period, unitIds }: { type: { code: string }; period: ReportingPeriod; unitIds: readonly string[] },
): Promise<ReadonlyMap<string, DeadlineOfLevel>> {
  const kinds = await kindsOfUnits(transaction, unitIds, period.to)
  const asked = { typeCode: type.code, period, unitKinds: [...kinds.values()] }
  const byKind = await deadlinesForPeriod(transaction, asked)
  return new Map(
    [...kinds].flatMap(([unitId, kind]) => {
      const day = byKind.get(kind)
      return day ? [[unitId, day]] : []
    }),
  )
}

/** The day of the request itself: as it was entered, or the latest of the levels where each unit has one. */
function dueDayOf(
  { dueOn, dueOnExcluded, unitIds }: Pick<RequestToMake, 'dueOn' | 'dueOnExcluded' | 'unitIds'>,
  levels: ReadonlyMap<string, DeadlineOfLevel>,
): DueDay {
  if (dueOn !== null) return { dueOn, dueOnExcluded }
  const latest = [...levels.values()].sort((one, other) => (one.dueOn < other.dueOn ? 1 : -1))[0]
  if (latest && unitIds.every((unitId) => levels.has(unitId))) {
    return { dueOn: latest.dueOn, dueOnExcluded: latest.dueOnExcluded }
  }
  const message =
    levels.size === 0
      ? 'Hãy nhập hạn gửi, ví dụ 20/12/2026.'
      : 'Có đơn vị không có hạn theo cấp trong bảng hạn gửi. Hãy nhập hạn chung cho các đơn vị ấy.'
  throw new Refusal('invalid', 'report.no-due-day', message, { dueOn: message })
}

/** Units that were asked keep the day they have; those added get theirs where the request goes by level. All change when the way does. */
async function changeOwnDays(
  transaction: Database,
  request: { id: string; typeCode: string; period: ReportingPeriod },
  change: { byLevel: boolean; hadOwnDays: boolean; asked: readonly string[]; added: readonly string[] },
): Promise<void> {
  const { byLevel, hadOwnDays, asked, added } = change
  if (!byLevel && hadOwnDays) {
    await transaction
      .updateTable('report_duty')
      .set({
        due_on: null,
        due_on_excluded: null,
        set_on: null,
        set_excluded: null,
        shift: null,
        due_basis: null,
        due_words: null,
      })
      .where('request_id', '=', request.id)
      .execute()
  }
  if (!byLevel) return
  const unitIds = hadOwnDays ? added : [...asked, ...added]
  const given = { type: { code: request.typeCode }, period: request.period, unitIds }
  await keepOwnDays(transaction, request.id, await daysByLevel(transaction, given))
}

async function keepOwnDays(
  transaction: Database,
  requestId: string,
  days: ReadonlyMap<string, DeadlineOfLevel>,
): Promise<void> {
  for (const day of new Set(days.values())) {
    const unitIds = [...days].flatMap(([unitId, own]) => (own === day ? [unitId] : []))
    await transaction
      .updateTable('report_duty')
      .set({
        ...{ due_on: day.dueOn, due_on_excluded: day.dueOnExcluded, set_on: day.setOn, set_excluded: day.setExcluded },
        ...{ shift: day.shift, due_basis: day.basis, due_words: day.words },
      })
      .where('request_id', '=', requestId)
      .where('unit_id', 'in', unitIds)
      .execute()
  }
}

async function addUnits(transaction: Database, requestId: string, unitIds: readonly string[]): Promise<void> {
  if (unitIds.length === 0) return
  await transaction
    .insertInto('report_duty')
    .values([...new Set(unitIds)].map((unitId) => ({ request_id: requestId, unit_id: unitId })))
    .execute()
}
