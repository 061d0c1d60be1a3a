import type { Database } from '../../../platform/database/database.ts'
import type { AttachmentSubject } from '../queries/attachments.ts'
import '../queries/tables.ts'

/**
 * Lets the unit that now handles a record read its files too, and no longer the one that handled it before; the unit to which the
 * files belong reads them always.
 */
export async function passFilesOn(
  transaction: Database,
  { subject, handlingUnitId }: { subject: AttachmentSubject; handlingUnitId: string },
): Promise<void> {
  await transaction
    .updateTable('attachment')
    .set({ handling_unit_id: handlingUnitId })
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .execute()
}
