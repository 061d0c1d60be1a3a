import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { AttachmentSubject } from '../queries/attachments.ts'
import { attachFiles } from './attach-files.ts'
import '../queries/tables.ts'

/**
 * Attaches a received picture to the record of a photo. Refuses `documents.no-photo` for a file that is no picture, and as `attachFiles`.
 * Both name the field `photo`.
 */
export async function attachPhoto(
  transaction: Database,
  official: Official,
  given: { subject: AttachmentSubject; unitId: string; storedFileId: string; readPermission: string },
): Promise<void> {
  const { storedFileId, ...rest } = given
  const file = await transaction
    .selectFrom('stored_file')
    .select('media_type')
    .where('id', '=', storedFileId)
    .executeTakeFirst()
  if (!file?.media_type.startsWith('image/')) {
    const message = 'Tệp này không phải ảnh JPEG hoặc PNG. Hãy chọn ảnh khác; chưa có gì được lưu.'
    throw new Refusal('invalid', 'documents.no-photo', message, { photo: message })
  }
  await attachFiles(transaction, official, { ...rest, storedFileIds: [storedFileId] })
}
