import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { type AttachmentSubject, attachmentForReader } from '../queries/attachments.ts'

/**
 * Attaches received files to a record and answers what was attached now; a file that is attached already is left as it is.
 * `readPermission` is the permission for that kind of record: whoever holds it for `unitId` may read the file.
 * Refuses `documents.not-your-file` for files that another account sent.
 */
export async function attachFiles(
  transaction: Database,
  official: Official,
  given: {
    subject: AttachmentSubject
    unitId: string
    storedFileIds: readonly string[]
    readPermission?: string
  },
): Promise<{ id: string; name: string }[]> {
  const { subject, unitId, readPermission = 'document.read' } = given
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
        stored_file_id: file.id,
        read_permission: readPermission,
        attached_by_account_id: official.accountId,
      })),
    )
    .onConflict((conflict) => conflict.columns(['subject_kind', 'subject_id', 'stored_file_id']).doNothing())
    .returning(['id', 'stored_file_id'])
    .execute()
  const named = attached.map(({ id, stored_file_id }) => ({ id, name: files.find((file) => file.id === stored_file_id)?.name ?? '' }))
  for (const { id, name } of named) {
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

/**
 * Takes an attached file away from its record; the file itself is kept with the trail.
 * Refuses `documents.no-such-attachment` for one that the official may not read, or whose unit they do not write for.
 */
export function removeAttachment(
  database: Database,
  official: Official,
  { id, today }: { id: string; today: CalendarDate },
): Promise<AttachmentSubject> {
  return inTransaction(database, async (transaction) => {
    const attachment = await attachmentForReader(transaction, official, id, today)
    const removed = attachment
      ? await transaction
          .updateTable('attachment')
          .set({ removed_at: new Date(), removed_by_account_id: official.accountId })
          .where('id', '=', id)
          .where('removed_at', 'is', null)
          .where('unit_id', 'in', unitsUnder(unitsFor(official, 'document.write'), today))
          .executeTakeFirst()
      : undefined
    if (!attachment || removed?.numUpdatedRows !== 1n) {
      throw new Refusal('not-found', 'documents.no-such-attachment', 'Không có tệp này trong phạm vi của bạn.')
    }
    const subject = { kind: attachment.subjectKind, id: attachment.subjectId }
    await recordChange(transaction, {
      official,
      action: 'document.file-removed',
      subject,
      unitId: attachment.unitId,
      summary: `Bỏ tệp đính kèm: ${attachment.name}`,
      before: { attachmentId: id },
    })
    return subject
  })
}
