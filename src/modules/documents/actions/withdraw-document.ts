import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { documentForChange } from './record-document.ts'

/**
 * Withdraws a document: it stays in the register with its number and the reason, and is counted no more.
 * Refuses a document that was withdrawn before.
 */
export function withdrawDocument(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const document = await documentForChange(transaction, official, id, today)
    await transaction
      .updateTable('document')
      .set({
        withdrawn_on: today,
        withdrawn_reason: reason,
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'document.withdrawn',
      subject: { kind: 'document', id },
      unitId: document.unitId,
      summary: `Thu hồi văn bản ${document.reference}: ${reason}`,
      after: { reason },
    })
  })
}
