import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { attachmentsOfEach } from '../../documents/index.ts'
import { modelById } from './models.ts'
import './tables.ts'

/** The photos of the visits to a model, oldest first. The caller has checked that the reader may see all of the model. */
export async function photosOfModel(database: Database, modelId: string) {
  const photos = await photographed(database)
    .where('visit.model_id', '=', modelId)
    .orderBy('visit.visited_on')
    .orderBy('photo.id')
    .execute()
  return withFiles(database, photos)
}

/** A visit of a model that the official writes for; undefined otherwise. */
export async function visitOfTheirModel(database: Database, official: Official, visitId: string, today: CalendarDate) {
  const visit = await database
    .selectFrom('model_visit')
    .select(['id', 'model_id as modelId', 'visited_on as visitedOn'])
    .where('id', '=', visitId)
    .executeTakeFirst()
  if (!visit) return undefined
  const model = await modelById(database, official, visit.modelId, today)
  return model?.isTheirs ? { visit, model } : undefined
}

/** A photo with the model it shows, for who writes for that model; undefined otherwise. */
export async function photoOfTheirModel(database: Database, official: Official, photoId: string, today: CalendarDate) {
  const [photo] = await withFiles(database, await photographed(database).where('photo.id', '=', photoId).execute())
  const found = photo && (await visitOfTheirModel(database, official, photo.visitId, today))
  return photo && found ? { photo, ...found } : undefined
}

export type ModelPhoto = Awaited<ReturnType<typeof photosOfModel>>[number]

/** The photos that the public sees of a model, for who has found it by `publicModel`: those marked for it, without who agreed. */
export async function publicPhotosOf(database: Database, modelId: string) {
  const photos = await photosOfModel(database, modelId)
  return photos
    .filter(({ isPublic }) => isPublic)
    .map(({ id, alternativeText, attachmentId }) => ({ id, alternativeText, attachmentId }))
}

/** The file of a photo that the public sees now; undefined for every other. */
export function publicPhotoFile(database: Database, given: { modelId: string; photoId: string }) {
  return database
    .selectFrom('model_photo as photo')
    .innerJoin('model_visit as visit', 'visit.id', 'photo.visit_id')
    .innerJoin('movement_model as model', 'model.id', 'visit.model_id')
    .innerJoin('attachment', (join) =>
      join
        .on('attachment.subject_kind', '=', 'model-photo')
        .on('attachment.subject_id', '=', given.photoId)
        .on('attachment.removed_at', 'is', null),
    )
    .innerJoin('stored_file as file', 'file.id', 'attachment.stored_file_id')
    .select(['file.name', 'file.media_type as mediaType', 'file.size_in_bytes as sizeInBytes', 'file.sha256'])
    .where('photo.id', '=', given.photoId)
    .where('model.id', '=', given.modelId)
    .where('photo.is_public', '=', true)
    .where('model.released_on', 'is not', null)
    .where('model.state', '=', 'recognised')
    .executeTakeFirst()
}

function photographed(database: Database) {
  return database
    .selectFrom('model_photo as photo')
    .innerJoin('model_visit as visit', 'visit.id', 'photo.visit_id')
    .select([
      'photo.id',
      'photo.visit_id as visitId',
      'photo.alternative_text as alternativeText',
      'photo.is_public as isPublic',
      'photo.agreed_by as agreedBy',
      'visit.visited_on as visitedOn',
    ])
}

async function withFiles<Row extends { id: string }>(database: Database, photos: readonly Row[]) {
  const ids = photos.map(({ id }) => id)
  const files = await attachmentsOfEach(database, 'model-photo', ids)
  return photos.flatMap((photo) => {
    const file = files.get(photo.id)?.[0]
    return file ? [{ ...photo, attachmentId: file.id }] : []
  })
}
