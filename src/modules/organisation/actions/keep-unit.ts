import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { reaches, unitKinds, unitRecord } from '../queries/unit-record.ts'
import { unitOnDay, unitsUnder } from '../queries/units.ts'
import { latestVersion, type UnitDescription, versionClosedBy } from '../rules/unit-version.ts'
import '../queries/tables.ts'

/** A unit, or what is to change about one, from a day on. */
export type UnitFromDay = UnitDescription & {
  validFrom: CalendarDate
  /** The paper by which it becomes so; empty when none is named. */
  legalAct: string
}

/**
 * Adds a unit below another and answers its id.
 * Refuses `organisation.code-taken`, `organisation.no-such-kind`, `organisation.parent-not-alive` and `organisation.not-your-unit`.
 */
export function addUnit(
  database: Database,
  official: Official,
  given: UnitFromDay & { code: string },
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireKind(transaction, given)
    await requireParent(transaction, official, given, today)
    const unit = await transaction
      .insertInto('unit')
      .values({ code: given.code, illustration: null })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!unit) {
      const message = `Mã “${given.code}” đã dùng cho đơn vị khác. Hãy chọn mã khác.`
      throw new Refusal('conflict', 'organisation.code-taken', message, { code: message })
    }
    await addVersion(transaction, unit.id, given)
    await recordChange(transaction, {
      official,
      action: 'organisation.unit-added',
      subject: { kind: 'unit', id: unit.id },
      unitId: unit.id,
      summary: `Thêm ${given.name} từ ngày ${formatCalendarDate(given.validFrom)}${basis(given)}`,
      after: { ...given },
    })
    return unit.id
  })
}

/**
 * Changes a unit from a day on: what it was until then stays, and ends on the day before. `version` is the id of the version the
 * person saw as the latest; when there is a newer one, throws StaleEdit.
 * Refuses what `versionClosedBy` refuses, and `organisation.parent-not-alive`, `organisation.parent-is-below`,
 * `organisation.not-your-unit`.
 */
export function changeUnit(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: UnitFromDay; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await sql`select from unit where id = ${id} for update`.execute(transaction)
    const unit = await unitRecord(transaction, id)
    if (!unit || !(await reaches(transaction, official, 'organisation.manage', id, today))) throw noSuchUnit()
    const latest = latestVersion(unit.versions)
    if (version !== null && version !== latest.id) await throwStale(transaction, id)
    await requireKind(transaction, given)
    const { closed, lastDay } = versionClosedBy(unit.versions, given.validFrom, given)
    if (given.parentUnitId !== latest.parentUnitId) await requireParent(transaction, official, given, today, id)
    await transaction.updateTable('unit_version').set({ valid_to: lastDay }).where('id', '=', closed.id).execute()
    await addVersion(transaction, id, given)
    await recordChange(transaction, {
      official,
      action: 'organisation.unit-changed',
      subject: { kind: 'unit', id },
      unitId: id,
      summary: `Thay đổi từ ngày ${formatCalendarDate(given.validFrom)}: ${await whatChanged(transaction, latest, given)}${basis(given)}`,
      before: { ...latest },
      after: { ...given },
    })
  })
}

/** What stands in the fields when a unit is changed. */
export function unitFormValues(description: UnitDescription): Record<string, string> {
  return {
    name: description.name,
    shortName: description.shortName,
    kindCode: description.kindCode,
    parentUnitId: description.parentUnitId ?? '',
    placeName: description.placeName ?? '',
    issuerCode: description.issuerCode ?? '',
    administrativeCode: description.administrativeCode ?? '',
  }
}

export function noSuchUnit(): Refusal {
  return new Refusal('not-found', 'organisation.no-such-unit', 'Không có đơn vị này trong phạm vi của bạn.')
}

async function requireKind(transaction: Database, given: UnitFromDay): Promise<void> {
  const known = (await unitKinds(transaction)).some((kind) => kind.code === given.kindCode)
  if (known) return
  const message = 'Hãy chọn loại đơn vị trong danh sách.'
  throw new Refusal('invalid', 'organisation.no-such-kind', message, { kindCode: message })
}

async function requireParent(
  transaction: Database,
  official: Official,
  given: UnitFromDay,
  today: CalendarDate,
  unitId?: string,
): Promise<void> {
  const { parentUnitId, validFrom } = given
  const isYours =
    parentUnitId !== null && (await reaches(transaction, official, 'organisation.manage', parentUnitId, today))
  if (parentUnitId === null || !isYours) {
    refuseParent('organisation.not-your-unit', 'Hãy chọn đơn vị cấp trên trong phạm vi bạn quản lý.')
  }
  if (!(await unitOnDay(transaction, { id: parentUnitId }, validFrom))) {
    refuseParent(
      'organisation.parent-not-alive',
      `Đơn vị cấp trên không hoạt động vào ngày ${formatCalendarDate(validFrom)}. Hãy chọn đơn vị khác hoặc ngày khác.`,
    )
  }
  if (unitId === undefined) return
  const below = await sql`select where ${parentUnitId}::bigint in ${unitsUnder([unitId], validFrom)}`.execute(
    transaction,
  )
  if (below.rows.length > 0) {
    refuseParent(
      'organisation.parent-is-below',
      'Đơn vị được chọn làm cấp trên đang trực thuộc chính đơn vị này. Hãy chọn đơn vị khác.',
    )
  }
}

function refuseParent(code: string, message: string): never {
  throw new Refusal('invalid', code, message, { parentUnitId: message })
}

async function addVersion(transaction: Database, unitId: string, given: UnitFromDay): Promise<void> {
  await transaction
    .insertInto('unit_version')
    .values({
      unit_id: unitId,
      name: given.name,
      short_name: given.shortName,
      kind_code: given.kindCode,
      parent_unit_id: given.parentUnitId,
      place_name: given.placeName,
      issuer_code: given.issuerCode,
      administrative_code: given.administrativeCode,
      valid_from: given.validFrom,
      valid_to: null,
      legal_act: given.legalAct,
    })
    .execute()
}

/** “đổi tên thành …; chuyển về …”, for the timeline. */
async function whatChanged(transaction: Database, before: UnitDescription, after: UnitFromDay): Promise<string> {
  const told: string[] = []
  if (after.name !== before.name) told.push(`tên thành “${after.name}”`)
  if (after.kindCode !== before.kindCode) told.push('loại đơn vị')
  if (after.parentUnitId !== before.parentUnitId && after.parentUnitId !== null) {
    const parent = await unitOnDay(transaction, { id: after.parentUnitId }, after.validFrom)
    told.push(`đơn vị cấp trên thành ${parent?.name ?? ''}`)
  }
  if (after.shortName !== before.shortName) told.push(`tên viết tắt thành “${after.shortName}”`)
  if (after.placeName !== before.placeName) told.push('địa danh trên văn bản')
  if (after.issuerCode !== before.issuerCode) told.push('ký hiệu cơ quan ban hành')
  if (after.administrativeCode !== before.administrativeCode) told.push('mã hành chính')
  return told.join('; ')
}

const basis = ({ legalAct }: UnitFromDay) => (legalAct === '' ? '' : ` (căn cứ: ${legalAct})`)

async function throwStale(transaction: Database, unitId: string): Promise<never> {
  const now = latestVersion((await unitRecord(transaction, unitId))?.versions ?? [])
  const by = await transaction
    .selectFrom('audit_entry')
    .select(['actor_name as actorName', 'happened_at as happenedAt'])
    .where('subject_kind', '=', 'unit')
    .where('subject_id', '=', unitId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  throw new StaleEdit({
    version: now.id,
    values: unitFormValues(now),
    changedBy: by?.actorName ?? 'Hệ thống',
    changedAt: by?.happenedAt ?? new Date(),
  })
}
