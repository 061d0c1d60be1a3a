import type { Database } from '../../../platform/database/database.ts'
import type { Placed } from '../../../platform/database/kept-statement.ts'
import type { AttachmentSubject } from '../queries/attachments.ts'
import '../queries/tables.ts'

/**
 * Lets the unit that now handles a record read its files too, and no longer the one that handled it before; the unit to which the
 * files belong reads them always.
 */
export async function passFilesOn(
  transaction: Database,
  given: { subject: AttachmentSubject; handlingUnitId: string },
): Promise<void> {
  await filesPassedOn(transaction, given).execute()
}

/** The same as a part of a statement that changes the record itself. */
export function filesPassedOn(
  transaction: Pick<Database, 'updateTable'>,
  { subject, handlingUnitId }: { subject: { kind: string; id: Placed<string> }; handlingUnitId: Placed<string> },
) {
  return transaction
    .updateTable('attachment')
    .set({ handling_unit_id: handlingUnitId })
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
}
