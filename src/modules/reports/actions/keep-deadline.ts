import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { deadlineOf, deadlinesOf } from '../queries/level-deadlines.ts'
import { holdType, noSuchType, typeVersions } from '../queries/report-types.ts'
import { type LevelDeadline, ruleInWords } from '../rules/level-deadline.ts'
import { PERIOD_KINDS } from '../rules/period-entered.ts'

export type DeadlineToKeep = Omit<LevelDeadline, 'id'>

/**
 * Keeps a rule for the last day of a level; requests that were made stay as they are. Answers its id. Refuses `report.no-such-type`,
 * `report.deadline-years-reversed`, and `report.deadline-twice` where another rule holds for the same kinds in some of the same years.
 */
export function addDeadline(
  database: Database,
  official: Official,
  { typeCode, deadline }: { typeCode: string; deadline: DeadlineToKeep },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await holdType(transaction, typeCode, 'change')
    await requireFree(transaction, typeCode, { ...deadline, id: null })
    const { id } = await transaction
      .insertInto('report_deadline')
      .values({
        ...columns(deadline),
        type_code: typeCode,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordDeadline(transaction, official, { typeCode, action: 'report.deadline-added', verb: 'Thêm', deadline })
    return id
  })
}

/** Changes a rule. Refuses `report.no-such-deadline` and what `addDeadline` refuses; throws StaleEdit. */
export function changeDeadline(
  database: Database,
  official: Official,
  given: { typeCode: string; id: string; version: string | null; deadline: DeadlineToKeep },
): Promise<void> {
  const { typeCode, id, version, deadline } = given
  return inTransaction(database, async (transaction) => {
    await holdType(transaction, typeCode, 'change')
    refuseStaleEdit(version, await deadlineOf(transaction, typeCode, id), () => ({}))
    await requireFree(transaction, typeCode, { ...deadline, id })
    await transaction
      .updateTable('report_deadline')
      .set({ ...columns(deadline), ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordDeadline(transaction, official, { typeCode, action: 'report.deadline-changed', verb: 'Sửa', deadline })
  })
}

/** Takes a rule away. Refuses `report.no-such-deadline`; throws StaleEdit. */
export function removeDeadline(
  database: Database,
  official: Official,
  { typeCode, id, version }: { typeCode: string; id: string; version: string | null },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await holdType(transaction, typeCode, 'change')
    const deadline = await deadlineOf(transaction, typeCode, id)
    refuseStaleEdit(version, deadline, () => ({}))
    await transaction.deleteFrom('report_deadline').where('id', '=', id).execute()
    await recordDeadline(transaction, official, { typeCode, action: 'report.deadline-removed', verb: 'Bỏ', deadline })
  })
}

async function requireFree(
  transaction: Database,
  typeCode: string,
  deadline: DeadlineToKeep & { id: string | null },
): Promise<void> {
  if ((await typeVersions(transaction, typeCode)).length === 0) throw noSuchType('not-found')
  const { fromYear, toYear } = deadline
  if (toYear !== null && toYear < fromYear) {
    const message = 'Năm cuối đứng trước năm đầu. Hãy kiểm tra lại hai năm.'
    throw new Refusal('invalid', 'report.deadline-years-reversed', message, { toYear: message })
  }
  const twice = (await deadlinesOf(transaction, typeCode)).find(
    (other) =>
      other.id !== deadline.id &&
      other.senderKind === deadline.senderKind &&
      other.periodKind === deadline.periodKind &&
      other.fromYear <= (toYear ?? Number.POSITIVE_INFINITY) &&
      fromYear <= (other.toYear ?? Number.POSITIVE_INFINITY),
  )
  if (!twice) return
  const message = `Đã có hạn cho loại đơn vị và loại kỳ này từ năm ${twice.fromYear}${twice.toYear === null ? '' : ` đến năm ${twice.toYear}`}. Hãy ghi năm cuối cho hạn ấy trước, hoặc sửa chính hạn ấy.`
  throw new Refusal('conflict', 'report.deadline-twice', message, { fromYear: message })
}

function columns({ senderKind, periodKind, rule, excluded, shift, fromYear, toYear, basis }: DeadlineToKeep) {
  return {
    sender_kind: senderKind,
    period_kind: periodKind,
    months_after: rule.monthsAfter,
    day_of_month: rule.dayOfMonth,
    days_after: rule.daysAfter,
    ...{ excluded, shift, from_year: fromYear, to_year: toYear, basis },
  }
}

function recordDeadline(
  transaction: Database,
  official: Official,
  given: { typeCode: string; action: string; verb: string; deadline: DeadlineToKeep },
): Promise<void> {
  const { typeCode, action, verb, deadline } = given
  return recordChange(transaction, {
    official,
    action,
    subject: { kind: 'report-type', id: typeCode },
    unitId: null,
    summary: `${verb} hạn gửi, ${PERIOD_KINDS[deadline.periodKind].toLocaleLowerCase('vi')}: ${ruleInWords(deadline)} (${deadline.basis})`,
    after: { ...deadline },
  })
}
