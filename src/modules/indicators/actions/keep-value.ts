import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { ownHalfLock } from '../../../platform/database/schema.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { indicatorDefinition } from '../queries/definitions.ts'
import { type TypedValue, typedValueById, valuesBefore } from '../queries/typed-value-records.ts'
import { type PublishedPart, spanInWords, spanOf } from '../rules/span.ts'
import { correctionFormValues } from '../rules/value-form-values.ts'

/** What somebody else has published. */
export type Published = {
  /** A decimal with a point, at most four digits after it. */
  value: string
  document: string
  publishedOn: CalendarDate
  publisher: string
  note: string
}

export type ValueToEnter = Published & { indicatorCode: string; unitId: string; year: number; part: PublishedPart }

/**
 * Enters a value that somebody else has published, with its source, and answers its id. Refuses a unit out of reach
 * (`indicators.not-your-unit`), an indicator that is not typed or not in use (`indicators.not-typed`), a day of publication in the future
 * or before the period (`indicators.publication-day`), and a second value for the same unit and period (`indicators.value-exists`).
 */
export function enterValue(
  database: Database,
  official: Official,
  given: ValueToEnter,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const span = spanOf(given.year, given.part)
    await requireUnit(transaction, official, given.unitId, today)
    await requireTyped(transaction, given.indicatorCode, span)
    refuseDay(given, span, today)
    await refuseSecond(transaction, given, span)
    const id = await insert(transaction, official, { ...given, ...span })
    await recordChange(transaction, {
      official,
      action: 'indicators.value-entered',
      subject: { kind: 'indicator-value', id },
      unitId: given.unitId,
      summary: `Nhập ${formatNumber(given.value, 4)} cho ${spanInWords(span).toLocaleLowerCase('vi')}, theo ${given.document}`,
      after: { ...given },
    })
    return id
  })
}

type OfValue = { id: string; version: string | null; today: CalendarDate }

/**
 * Puts right a value that was entered or published wrongly; what it was before stays readable with the reason. Refuses what is out of
 * reach or was withdrawn (`indicators.no-such-value-entered`), and days as `enterValue`. Nothing new is no correction.
 */
export function correctValue(
  database: Database,
  official: Official,
  { id, version, given, reason, today }: OfValue & { given: Published; reason: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await valueForChange(transaction, official, id, today)
    refuseStaleEdit(version, before, () => correctionFormValues(before))
    refuseDay(given, before, today)
    if (isSame(before, given)) return
    const [last] = await valuesBefore(transaction, id)
    await transaction
      .insertInto('indicator_value_before')
      .values({ ...columns(before), value_id: id, number: (last?.number ?? 0) + 1, corrected_on: today, reason })
      .execute()
    await transaction
      .updateTable('indicator_value')
      .set({ ...columns(given), ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'indicators.value-corrected',
      subject: { kind: 'indicator-value', id },
      unitId: before.unitId,
      summary: `Đính chính ${formatNumber(before.value, 4)} thành ${formatNumber(given.value, 4)}: ${reason}`,
      before: columns(before),
      after: columns(given),
    })
  })
}

/** Takes a value back that should not have been entered; it stays readable with the reason. Refuses as `correctValue`. */
export function withdrawValue(
  database: Database,
  official: Official,
  { id, version, reason, today }: OfValue & { reason: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await valueForChange(transaction, official, id, today)
    refuseStaleEdit(version, before, () => ({}))
    await transaction
      .updateTable('indicator_value')
      .set({ withdrawn_on: today, withdrawn_reason: reason, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'indicators.value-withdrawn',
      subject: { kind: 'indicator-value', id },
      unitId: before.unitId,
      summary: `Rút số liệu ${formatNumber(before.value, 4)}: ${reason}`,
    })
  })
}

/** A value that counts today and that the official may change, held until the change is done. */
async function valueForChange(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<TypedValue> {
  await sql`select from indicator_value where id = ${id}::bigint for update`.execute(transaction)
  const value = await typedValueById(transaction, { official, today, permission: 'indicator.enter' }, id)
  if (value && value.withdrawnOn === null) return value
  throw noSuchValue()
}

/** Told when a value is out of reach or counts no more. */
export function noSuchValue(): Refusal {
  const message =
    'Không có số liệu này trong phạm vi của bạn, hoặc số liệu đã được rút. Hãy mở lại từ danh sách số liệu từ nguồn ngoài.'
  return new Refusal('not-found', 'indicators.no-such-value-entered', message)
}

type Row = Published & { indicatorCode: string; unitId: string; from: CalendarDate; to: CalendarDate }

async function insert(transaction: Database, official: Official, given: Row): Promise<string> {
  const { id } = await transaction
    .insertInto('indicator_value')
    .values({
      ...columns(given),
      indicator_code: given.indicatorCode,
      unit_id: given.unitId,
      from_date: given.from,
      to_date: given.to,
      withdrawn_on: null,
      illustration: null,
      created_by_account_id: official.accountId,
      changed_by_account_id: official.accountId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

function columns({ value, document, publishedOn, publisher, note }: Published) {
  return { value, document, published_on: publishedOn, publisher, note }
}

function isSame(before: Published, given: Published): boolean {
  const [was, is] = [columns(before), columns(given)]
  return (
    Number(was.value) === Number(is.value) &&
    JSON.stringify({ ...was, value: 0 }) === JSON.stringify({ ...is, value: 0 })
  )
}

async function requireUnit(
  transaction: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<void> {
  const { rows } = await sql`select from unit where id = ${unitId}::bigint
    and id in ${unitsUnder(unitsFor(official, 'indicator.enter'), today)}`.execute(transaction)
  if (rows.length > 0) return
  const message = 'Bạn không nhập số liệu cho đơn vị này. Hãy chọn đơn vị trong phạm vi của mình.'
  throw new Refusal('invalid', 'indicators.not-your-unit', message, { unitId: message })
}

async function requireTyped(
  transaction: Database,
  code: string,
  span: { from: CalendarDate; to: CalendarDate },
): Promise<void> {
  const { measure, title, retiredOn } = await indicatorDefinition(transaction, code, span.to)
  if (measure === 'typed' && (retiredOn === null || retiredOn >= span.from)) return
  const message = `“${title}” không nhận số nhập tay trong kỳ này: chỉ nhập chỉ tiêu do cơ quan khác công bố và đang được dùng.`
  throw new Refusal('invalid', 'indicators.not-typed', message, { indicatorCode: message })
}

function refuseDay({ publishedOn }: Published, { from }: { from: CalendarDate }, today: CalendarDate): void {
  if (publishedOn >= from && publishedOn <= today) return
  const message =
    publishedOn > today
      ? `Ngày ${formatCalendarDate(publishedOn)} ở sau hôm nay. Hãy kiểm tra lại ngày công bố.`
      : `Số liệu không thể được công bố trước khi kỳ bắt đầu (${formatCalendarDate(from)}).`
  throw new Refusal('invalid', 'indicators.publication-day', message, { publishedOn: message })
}

async function refuseSecond(
  transaction: Database,
  given: ValueToEnter,
  span: { from: CalendarDate; to: CalendarDate },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.raw(ownHalfLock("hashtext('indicator_value')"))}, ${given.unitId}::bigint::int)`.execute(
    transaction,
  )
  const existing = await transaction
    .selectFrom('indicator_value')
    .select('value')
    .where('indicator_code', '=', given.indicatorCode)
    .where('unit_id', '=', given.unitId)
    .where('from_date', '=', span.from)
    .where('to_date', '=', span.to)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  if (!existing) return
  const message = `Đã có số liệu ${formatNumber(existing.value, 4)} của đơn vị này cho ${spanInWords(span).toLocaleLowerCase('vi')}. Nếu số ấy sai, hãy mở nó và đính chính.`
  throw new Refusal('conflict', 'indicators.value-exists', message, { value: message })
}
