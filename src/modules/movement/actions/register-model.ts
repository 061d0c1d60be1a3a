import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { cameFrom } from '../queries/descent.ts'
import { type ModelRecord, modelById } from '../queries/models.ts'
import {
  type ModelRegistration,
  type OwnerKind,
  type RegistrationPart,
  refuseFutureRegistration,
} from '../rules/model.ts'
import { refuseField } from '../rules/model-field.ts'
import { modelFormValues } from '../rules/model-form-values.ts'
import { requireUnit } from './require-unit.ts'

export type ModelToRegister = {
  unitId: string
  name: string
  registration: ModelRegistration
  /** The code of a field. */
  field: string
  ownerKind: OwnerKind
  ownerName: string
  content: string
  year: number
  registeredOn: CalendarDate
  /** The recognised model that this one spreads, or null. */
  replicatesModelId: string | null
  /** Why it is not the same as a model like it of another owner. */
  difference?: string
  /** The model of an earlier year that this one keeps up, or null. */
  continuesModelId?: string | null
  /** Words that mark a record made for the demonstration. */
  illustration?: string
} & Partial<Record<RegistrationPart, string>>

/**
 * Registers a model of “Dân vận khéo” and answers its id. Refuses a day in the future, a unit that is not the official's, a field
 * as `refuseField`, and a
 * model to replicate that was not recognised (`movement.not-recognised`) or came from this one (`movement.spread-in-a-circle`).
 */
export function registerModel(
  database: Database,
  official: Official,
  given: ModelToRegister,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    refuseFutureRegistration(given.registeredOn, today)
    await requireUnit(transaction, official, given.unitId, today)
    await refuseEndedUnit(transaction, given.unitId, given.registeredOn)
    await requireField(transaction, given, null)
    await requireRecognised(transaction, given.replicatesModelId)
    await requireEarlier(transaction, official, given, today)
    const { id } = await transaction
      .insertInto('movement_model')
      .values({
        ...columns(given),
        reviewed_on: null,
        illustration: given.illustration ?? null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeSearch(transaction, id)
    await recordChange(transaction, {
      official,
      action: 'movement.model-registered',
      subject: { kind: 'model', id },
      unitId: given.unitId,
      summary: `Đăng ký mô hình: ${given.name}`,
      after: { ...given },
    })
    return id
  })
}

/** Changes what was registered. `version` is the one the person saw; when somebody saved it since, throws StaleEdit. Refuses as `registerModel`. */
export function changeModel(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: ModelToRegister; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await modelForUpdate(transaction, official, id, today)
    refuseStaleEdit(version, before, () => modelFormValues(before))
    refuseFutureRegistration(given.registeredOn, today)
    if (before.reviewedOn !== null && given.registeredOn > before.reviewedOn) {
      const message = 'Ngày đăng ký không thể sau ngày bình xét đã ghi. Hãy kiểm tra lại ngày.'
      throw new Refusal('invalid', 'movement.registered-after-review', message, { registeredOn: message })
    }
    await requireUnit(transaction, official, given.unitId, today)
    await refuseEndedUnit(transaction, given.unitId, given.registeredOn)
    await requireField(transaction, given, before.field)
    if (given.replicatesModelId !== before.replicatesModelId)
      await requireRecognised(transaction, given.replicatesModelId, id)
    if ((given.continuesModelId ?? null) !== before.continuesModelId)
      await requireEarlier(transaction, official, given, today)
    await transaction
      .updateTable('movement_model')
      .set({
        ...columns(given),
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    await writeSearch(transaction, id)
    await recordChange(transaction, {
      official,
      action: 'movement.model-changed',
      subject: { kind: 'model', id },
      unitId: given.unitId,
      summary: `Sửa mô hình: ${given.name}`,
      before: { ...before },
      after: { ...given },
    })
  })
}

/** The model, locked until the transaction ends. Refuses one that is not there, or that is another unit's. */
export async function modelForUpdate(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<ModelRecord> {
  await sql`select from movement_model where id = ${id} for update`.execute(transaction)
  const model = await modelById(transaction, official, id, today)
  if (!model?.isTheirs)
    throw new Refusal('not-found', 'movement.no-such-model', 'Không có mô hình này trong phạm vi của bạn.')
  return model
}

/** Refuses as `refuseField`. */
async function requireField(
  transaction: Database,
  { field, registeredOn }: ModelToRegister,
  keptCode: string | null,
): Promise<void> {
  const found = await transaction
    .selectFrom('movement_field')
    .select(['code', 'title', 'ended_on as endedOn'])
    .where('code', '=', field)
    .executeTakeFirst()
  refuseField(found, { registeredOn, keptCode })
}

async function requireRecognised(transaction: Database, modelId: string | null, ownId?: string): Promise<void> {
  if (modelId === null) return
  const origin = await transaction
    .selectFrom('movement_model')
    .select('state')
    .where('id', '=', modelId)
    .executeTakeFirst()
  if (origin?.state === 'recognised' && modelId !== ownId) {
    if (ownId === undefined || !(await cameFrom(transaction, { originId: modelId, modelId: ownId }))) return
    const circle = 'Mô hình được chọn lại nhân rộng từ chính mô hình này. Hãy chọn mô hình khác.'
    throw new Refusal('invalid', 'movement.spread-in-a-circle', circle, { replicatesModelId: circle })
  }
  const message = 'Chỉ nhân rộng từ mô hình khác đã được công nhận. Hãy chọn lại mô hình.'
  throw new Refusal('invalid', 'movement.not-recognised', message, { replicatesModelId: message })
}

/** Refuses `movement.not-of-an-earlier-year`: what is kept up is a model of the reader's reach from a year before. */
async function requireEarlier(
  transaction: Database,
  official: Official,
  { continuesModelId, year }: ModelToRegister,
  today: CalendarDate,
): Promise<void> {
  if (!continuesModelId) return
  const earlier = await modelById(transaction, official, continuesModelId, today)
  if (earlier && earlier.year < year) return
  const message = 'Chỉ đăng ký duy trì mô hình của năm trước. Hãy mở mô hình năm trước và chọn “Đăng ký duy trì”.'
  throw new Refusal('invalid', 'movement.not-of-an-earlier-year', message, { year: message })
}

function columns(given: ModelToRegister) {
  return {
    unit_id: given.unitId,
    name: given.name,
    registration: given.registration,
    field_code: given.field,
    owner_kind: given.ownerKind,
    owner_name: given.ownerName,
    content: given.content,
    year: given.year,
    registered_on: given.registeredOn,
    replicates_model_id: given.replicatesModelId,
    continues_model_id: given.continuesModelId ?? null,
    difference: given.difference ?? '',
    situation: given.situation ?? '',
    goals: given.goals ?? '',
    area: given.area ?? '',
    forces: given.forces ?? '',
    resources: given.resources ?? '',
    schedule: given.schedule ?? '',
    output: given.output ?? '',
    lasting: given.lasting ?? '',
  }
}

async function writeSearch(transaction: Database, modelId: string): Promise<void> {
  await sql`
    insert into movement_model_search (model_id, words)
    select id, to_tsvector('simple', searchable(concat_ws(' ', name, owner_name, content))) from movement_model where id = ${modelId}
    on conflict (model_id) do update set words = excluded.words`.execute(transaction)
}
