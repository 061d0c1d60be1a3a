import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { ModelRecord } from '../queries/models.ts'
import { modelForUpdate } from './register-model.ts'

export type ModelVisit = {
  modelId: string
  visitedOn: CalendarDate
  visitedBy: string
  seen: string
  /** Seen at work: the proof of life of that year. */
  isAlive: boolean
  toMend: string
  mendBy: CalendarDate | null
  /** Words that mark a record made for the demonstration. */
  illustration?: string
}

/**
 * Writes down a follow-up visit. One that finds the model at work takes back that it had faded. Refuses a day before registration or in
 * the future (`movement.visit-day`), and a day by which to mend without what (`movement.nothing-to-mend`).
 */
export function visitModel(
  database: Database,
  official: Official,
  given: ModelVisit,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const model = await modelForUpdate(transaction, official, given.modelId, today)
    refuseDay(model, given.visitedOn, { today, field: 'visitedOn' })
    if (given.mendBy !== null && given.toMend === '') {
      const message = 'Hãy ghi việc cần khắc phục, hoặc để trống ngày khắc phục.'
      throw new Refusal('invalid', 'movement.nothing-to-mend', message, { toMend: message })
    }
    await transaction
      .insertInto('model_visit')
      .values({
        ...{ model_id: given.modelId, visited_on: given.visitedOn, visited_by: given.visitedBy, seen: given.seen },
        ...{ is_alive: given.isAlive, to_mend: given.toMend, mend_by: given.mendBy },
        ...{ illustration: given.illustration ?? null, created_by_account_id: official.accountId },
      })
      .execute()
    if (given.isAlive && model.fadedOn !== null) await writeFading(transaction, official, given.modelId, null)
    await tell(transaction, official, model, {
      action: 'model-visited',
      summary: `Kiểm tra, theo dõi ngày ${formatCalendarDate(given.visitedOn)}: ${given.isAlive ? 'mô hình còn hoạt động' : 'mô hình không còn hoạt động'}`,
      after: { ...given },
    })
  })
}

/** Writes down that a model is no longer kept up, and why. Refuses `movement.visit-day` and `movement.reason-missing`. */
export function fadeModel(
  database: Database,
  official: Official,
  given: { modelId: string; fadedOn: CalendarDate; reason: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const model = await modelForUpdate(transaction, official, given.modelId, today)
    refuseDay(model, given.fadedOn, { today, field: 'fadedOn' })
    await writeFading(transaction, official, given.modelId, { on: given.fadedOn, reason: given.reason })
    await tell(transaction, official, model, {
      action: 'model-faded',
      summary: `Ghi mô hình không còn duy trì từ ngày ${formatCalendarDate(given.fadedOn)}: ${given.reason}`,
      after: { ...given },
    })
  })
}

/**
 * Puts a recognised model before the public in the words given, or takes it back (no words). Refuses `movement.not-recognised-yet`.
 */
export function releaseModel(
  database: Database,
  official: Official,
  { modelId, publicWords, today }: { modelId: string; publicWords: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const model = await modelForUpdate(transaction, official, modelId, today)
    if (model.state !== 'recognised') {
      throw new Refusal(
        'conflict',
        'movement.not-recognised-yet',
        'Chỉ công khai mô hình đã được công nhận. Chưa có gì được công khai.',
      )
    }
    await transaction
      .updateTable('movement_model')
      .set({ released_on: publicWords === '' ? null : today, public_words: publicWords, ...changedBy(official) })
      .where('id', '=', modelId)
      .execute()
    await tell(transaction, official, model, {
      action: 'model-released',
      summary: publicWords === '' ? 'Rút mô hình khỏi trang công khai' : 'Công khai mô hình trên cổng',
      after: { publicWords },
    })
  })
}

function refuseDay(
  { registeredOn }: ModelRecord,
  day: CalendarDate,
  { today, field }: { today: CalendarDate; field: string },
): void {
  if (registeredOn <= day && day <= today) return
  const message = `Ngày phải từ ngày đăng ký (${formatCalendarDate(registeredOn)}) đến hôm nay (${formatCalendarDate(today)}).`
  throw new Refusal('invalid', 'movement.visit-day', message, { [field]: message })
}

async function writeFading(
  transaction: Database,
  official: Official,
  modelId: string,
  faded: { on: CalendarDate; reason: string } | null,
): Promise<void> {
  await transaction
    .updateTable('movement_model')
    .set({ faded_on: faded?.on ?? null, faded_reason: faded?.reason ?? '', ...changedBy(official) })
    .where('id', '=', modelId)
    .execute()
}

function tell(
  transaction: Database,
  official: Official,
  model: ModelRecord,
  { action, summary, after }: { action: string; summary: string; after: Record<string, unknown> },
): Promise<void> {
  return recordChange(transaction, {
    official,
    action: `movement.${action}`,
    subject: { kind: 'model', id: model.id },
    unitId: model.unitId,
    summary,
    after,
  })
}
