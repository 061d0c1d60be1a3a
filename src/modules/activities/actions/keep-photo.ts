import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { attachPhoto, giveUpFiles } from '../../documents/index.ts'
import { activityById } from '../queries/activities.ts'
import { photosOf } from '../queries/photos.ts'
import { noSuchActivity } from './publish-result.ts'
import { requireUnitToRecord } from './record-activity.ts'

/**
 * Adds a photo with the words that stand for it and answers its id. Refuses `activity.no-such-activity` out of reach and
 * `documents.no-photo` for a file that is no picture.
 */
export function addPhoto(
  database: Database,
  official: Official,
  given: { activityId: string; storedFileId: string; alternativeText: string; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const activity = await activityWithPhotos(transaction, official, given)
    const { id } = await transaction
      .insertInto('activity_photo')
      .values({
        ...{ activity_id: activity.id, alternative_text: given.alternativeText },
        created_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await attachPhoto(transaction, official, {
      subject: { kind: 'activity-photo', id },
      unitId: activity.unitId,
      storedFileId: given.storedFileId,
      readPermission: 'activity.read',
    })
    return id
  })
}

type OnePhoto = { activityId: string; photoId: string; today: CalendarDate }

/** Says what a photo shows in other words. Refuses `activity.no-such-photo`, and as `addPhoto`. */
export function describePhoto(
  database: Database,
  official: Official,
  { alternativeText, ...which }: OnePhoto & { alternativeText: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { activity, photo } = await photoForUpdate(transaction, official, which)
    await transaction
      .updateTable('activity_photo')
      .set({ alternative_text: alternativeText })
      .where('id', '=', photo.id)
      .execute()
    await recordChange(transaction, {
      ...{ official, action: 'activity.photo-described', subject: { kind: 'activity', id: activity.id } },
      ...{ unitId: activity.unitId, summary: `Sửa lời tả ảnh: ${alternativeText}` },
      before: { alternativeText: photo.alternativeText },
      after: { alternativeText },
    })
  })
}

/**
 * Takes a photo away for good: its file leaves the store (`removeAsked`, once the transaction has ended), the trail keeps its words and
 * why. Refuses as `describePhoto`.
 */
export function removePhoto(
  database: Database,
  official: Official,
  { reason, ...which }: OnePhoto & { reason: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { activity, photo } = await photoForUpdate(transaction, official, which)
    await giveUpFiles(transaction, official, {
      subject: { kind: 'activity-photo', id: photo.id },
      unitId: activity.unitId,
      told: () => 'Bỏ ảnh khỏi nơi lưu',
    })
    await transaction.deleteFrom('activity_photo').where('id', '=', photo.id).execute()
    await recordChange(transaction, {
      ...{ official, action: 'activity.photo-removed', subject: { kind: 'activity', id: activity.id } },
      ...{ unitId: activity.unitId, summary: `Bỏ ảnh “${photo.alternativeText}”: ${reason}` },
      before: { alternativeText: photo.alternativeText },
      after: { reason },
    })
  })
}

/** For a photo that is not there (any more). */
export const noSuchPhoto = () =>
  new Refusal('not-found', 'activity.no-such-photo', 'Không có ảnh này ở hoạt động. Ảnh có thể đã được bỏ.')

async function activityWithPhotos(
  transaction: Database,
  official: Official,
  { activityId, today }: { activityId: string; today: CalendarDate },
) {
  const activity = await activityById(transaction, official, activityId, today)
  if (!activity || activity.withdrawnOn !== null) throw noSuchActivity()
  await requireUnitToRecord(transaction, official, activity.unitId, today)
  return activity
}

async function photoForUpdate(transaction: Database, official: Official, which: OnePhoto) {
  const activity = await activityWithPhotos(transaction, official, which)
  await transaction.selectFrom('activity_photo').select('id').where('id', '=', which.photoId).forUpdate().execute()
  const photo = (await photosOf(transaction, activity.id)).find(({ id }) => id === which.photoId)
  if (!photo) throw noSuchPhoto()
  return { activity, photo }
}
