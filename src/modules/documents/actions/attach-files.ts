import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { AttachmentSubject } from '../queries/attachments.ts'
import { askForReading } from './read-attached-files.ts'

/**
 * Attaches received files to a record and answers what was attached now; a file that is attached already is left as it is.
 * `readPermission` is the permission for that kind of record: whoever holds it for `unitId` may read the file, and for
 * `handlingUnitId`, when another unit handles the record.
 * Refuses `documents.not-your-file` for files that another account sent.
 */
export async function attachFiles(
  transaction: Database,
  official: Official,
  given: {
    subject: AttachmentSubject
    unitId: string
    handlingUnitId?: string
    storedFileIds: readonly string[]
    readPermission?: string
  },
): Promise<{ id: string; name: string }[]> {
  const { subject, unitId, handlingUnitId = null, readPermission = 'document.read' } = given
  const ids = [...new Set(given.storedFileIds)]
  if (ids.length === 0) return []
  const files = await transaction
    .selectFrom('stored_file')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .where('uploaded_by_account_id', '=', official.accountId)
    .execute()
  if (files.length < ids.length) {
    const message = 'Có tệp không do bạn gửi lên hoặc không còn. Hãy chọn lại tệp.'
    throw new Refusal('invalid', 'documents.not-your-file', message, { files: message })
  }
  const attached = await transaction
    .insertInto('attachment')
    .values(
      files.map((file) => ({
        subject_kind: subject.kind,
        subject_id: subject.id,
        unit_id: unitId,
        handling_unit_id: handlingUnitId,
        stored_file_id: file.id,
        read_permission: readPermission,
        attached_by_account_id: official.accountId,
      })),
    )
    .onConflict((conflict) => conflict.columns(['subject_kind', 'subject_id', 'stored_file_id']).doNothing())
    .returning(['id', 'stored_file_id'])
    .execute()
  const named = attached.map(({ id, stored_file_id }) => ({
    id,
    name: files.find((file) => file.id === stored_file_id)?.name ?? '',
  }))
  for (const { id, name } of named) {
    if (subject.kind === 'document') await askForReading(transaction, subject.id, id)
    await recordChange(transaction, {
      official,
      action: 'document.file-attached',
      subject,
      unitId,
      summary: `Đính kèm tệp: ${name}`,
      after: { attachmentId: id },
    })
  }
  return named
}
