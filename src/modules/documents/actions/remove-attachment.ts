import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { type AttachmentSubject, attachmentForReader } from '../queries/attachments.ts'
import { forgetText } from './read-attached-files.ts'

/**
 * Takes a file away from the record it is attached to; the file itself is kept with the trail, what was read of it is not.
 * Refuses `documents.no-such-attachment` for one that the official may not read, or whose unit they do not write for.
 */
export function removeAttachment(
  database: Database,
  official: Official,
  { id, subject, today }: { id: string; subject: AttachmentSubject; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const attachment = await attachmentForReader(transaction, official, id, today)
    const removed = attachment
      ? await transaction
          .updateTable('attachment')
          .set({ removed_at: new Date(), removed_by_account_id: official.accountId })
          .where('id', '=', id)
          .where('subject_kind', '=', subject.kind)
          .where('subject_id', '=', subject.id)
          .where('removed_at', 'is', null)
          .where('unit_id', 'in', unitsUnder(unitsFor(official, 'document.write'), today))
          .executeTakeFirst()
      : undefined
    if (!attachment || removed?.numUpdatedRows !== 1n) {
      throw new Refusal('not-found', 'documents.no-such-attachment', 'Không có tệp này trong phạm vi của bạn.')
    }
    await forgetText(transaction, id)
    await recordChange(transaction, {
      official,
      action: 'document.file-removed',
      subject,
      unitId: attachment.unitId,
      summary: `Bỏ tệp đính kèm: ${attachment.name}`,
      before: { attachmentId: id },
    })
  })
}
