import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { attachFiles } from '../../documents/index.ts'
import { activityById } from '../queries/activities.ts'
import { noSuchActivity } from './publish-result.ts'
import { requireUnitToRecord } from './record-activity.ts'

/**
 * Adds a photo with the words that stand for it. Refuses `activity.no-such-activity` out of reach and `activity.no-photo` for a file
 * that is no picture.
 */
export function addPhoto(
  database: Database,
  official: Official,
  given: { activityId: string; storedFileId: string; alternativeText: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const activity = await activityById(transaction, official, given.activityId, given.today)
    if (!activity || activity.withdrawnOn !== null) throw noSuchActivity()
    await requireUnitToRecord(transaction, official, activity.unitId, given.today)
    const file = await transaction
      .selectFrom('stored_file')
      .select('media_type')
      .where('id', '=', given.storedFileId)
      .executeTakeFirst()
    if (!file?.media_type.startsWith('image/')) {
      const message = 'Tệp này không phải ảnh JPEG hoặc PNG. Hãy chọn ảnh; tài liệu thì đính kèm khi sửa hoạt động.'
      throw new Refusal('invalid', 'activity.no-photo', message, { photo: message })
    }
    const { id } = await transaction
      .insertInto('activity_photo')
      .values({
        ...{ activity_id: activity.id, alternative_text: given.alternativeText },
        created_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await attachFiles(transaction, official, {
      subject: { kind: 'activity-photo', id },
      unitId: activity.unitId,
      storedFileIds: [given.storedFileId],
      readPermission: 'activity.read',
    })
  })
}
