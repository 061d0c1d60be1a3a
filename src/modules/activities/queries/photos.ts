import type { Database } from '../../../platform/database/database.ts'
import { attachmentsOfEach } from '../../documents/index.ts'
import './tables.ts'

/** The photos of an activity, oldest first, each with the file it is read from and its words. */
export async function photosOf(database: Database, activityId: string) {
  const photos = await database
    .selectFrom('activity_photo')
    .select(['id', 'alternative_text as alternativeText'])
    .where('activity_id', '=', activityId)
    .orderBy('id')
    .execute()
  const files = await attachmentsOfEach(
    database,
    'activity-photo',
    photos.map(({ id }) => id),
  )
  return photos.flatMap(({ id, alternativeText }) => {
    const file = files.get(id)?.[0]
    return file ? [{ id, alternativeText, attachmentId: file.id }] : []
  })
}
