import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import '../queries/tables.ts'

/**
 * Lets units read a document that stands in another unit's register, as when it gives them a task; sending it twice changes nothing.
 * The caller has checked that the official may send it and writes the trail of why.
 */
export async function sendDocument(
  transaction: Database,
  { documentId, unitIds, today }: { documentId: string; unitIds: readonly string[]; today: CalendarDate },
): Promise<void> {
  if (unitIds.length === 0) return
  await transaction
    .insertInto('document_recipient')
    .values(unitIds.map((unitId) => ({ document_id: documentId, unit_id: unitId, sent_on: today })))
    .onConflict((conflict) => conflict.columns(['document_id', 'unit_id']).doNothing())
    .execute()
}
