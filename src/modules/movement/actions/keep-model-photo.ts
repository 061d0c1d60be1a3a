import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { attachPhoto, giveUpFiles } from '../../documents/index.ts'
import { photoOfTheirModel, visitOfTheirModel } from '../queries/model-photos.ts'
import { type PhotoRelease, releaseOfPhoto } from '../rules/model-photo.ts'

/**
 * Adds a photo of a follow-up visit and answers its id. Refuses `movement.no-such-visit` out of reach, `documents.no-photo` for a file
 * that is no picture, and as `releaseOfPhoto`.
 */
export function addModelPhoto(
  database: Database,
  official: Official,
  given: PhotoRelease & { visitId: string; storedFileId: string; alternativeText: string; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const found = await visitOfTheirModel(transaction, official, given.visitId, given.today)
    if (!found) throw noSuchVisit()
    const { id } = await transaction
      .insertInto('model_photo')
      .values({
        ...{ visit_id: found.visit.id, alternative_text: given.alternativeText, ...releaseOfPhoto(given) },
        created_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await attachPhoto(transaction, official, {
      subject: { kind: 'model-photo', id },
      unitId: found.model.unitId,
      storedFileId: given.storedFileId,
      readPermission: 'movement.read',
    })
    await recordChange(transaction, {
      ...{ official, action: 'movement.photo-added', subject: { kind: 'model', id: found.model.id } },
      ...{ unitId: found.model.unitId },
      summary: `Thêm ảnh kiểm tra ngày ${formatCalendarDate(found.visit.visitedOn)}: ${given.alternativeText}`,
      after: { alternativeText: given.alternativeText, audience: given.audience },
    })
    return id
  })
}

type OnePhoto = { photoId: string; today: CalendarDate }

/** Says in other words what a photo shows, and who sees it. Refuses `movement.no-such-photo`, and as `releaseOfPhoto`. */
export function changeModelPhoto(
  database: Database,
  official: Official,
  given: OnePhoto & PhotoRelease & { alternativeText: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { photo, model } = await photoForUpdate(transaction, official, given)
    await transaction
      .updateTable('model_photo')
      .set({ alternative_text: given.alternativeText, ...releaseOfPhoto(given) })
      .where('id', '=', photo.id)
      .execute()
    await recordChange(transaction, {
      ...{ official, action: 'movement.photo-changed', subject: { kind: 'model', id: model.id } },
      ...{ unitId: model.unitId },
      summary: `Sửa ảnh kiểm tra: ${given.alternativeText}`,
      before: { alternativeText: photo.alternativeText, audience: photo.isPublic ? 'public' : 'internal' },
      after: { alternativeText: given.alternativeText, audience: given.audience },
    })
  })
}

/**
 * Takes a photo away for good: its file leaves the store (`removeAsked`, once the transaction has ended), the trail keeps its words and
 * why. Refuses `movement.no-such-photo`.
 */
export function removeModelPhoto(
  database: Database,
  official: Official,
  given: OnePhoto & { reason: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { photo, model } = await photoForUpdate(transaction, official, given)
    await giveUpFiles(transaction, official, {
      subject: { kind: 'model-photo', id: photo.id },
      unitId: model.unitId,
      told: () => 'Bỏ ảnh khỏi nơi lưu',
    })
    await transaction.deleteFrom('model_photo').where('id', '=', photo.id).execute()
    await recordChange(transaction, {
      ...{ official, action: 'movement.photo-removed', subject: { kind: 'model', id: model.id } },
      ...{ unitId: model.unitId, summary: `Bỏ ảnh “${photo.alternativeText}”: ${given.reason}` },
      before: { alternativeText: photo.alternativeText },
      after: { reason: given.reason },
    })
  })
}

export const noSuchVisit = () =>
  new Refusal('not-found', 'movement.no-such-visit', 'Không có lần kiểm tra này trong phạm vi của bạn.')

export const noSuchModelPhoto = () =>
  new Refusal('not-found', 'movement.no-such-photo', 'Không có ảnh này trong phạm vi của bạn. Ảnh có thể đã được bỏ.')

async function photoForUpdate(transaction: Database, official: Official, { photoId, today }: OnePhoto) {
  await transaction.selectFrom('model_photo').select('id').where('id', '=', photoId).forUpdate().execute()
  const found = await photoOfTheirModel(transaction, official, photoId, today)
  if (!found) throw noSuchModelPhoto()
  return found
}
