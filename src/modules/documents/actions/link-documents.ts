import { type SqlBool, sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { documentById } from '../queries/documents.ts'
import { documentMention } from '../rules/document-mention.ts'

/**
 * Says in the register that a document carries out another one; nothing changes when it says so already, or when the official does not
 * keep the register of the first or may not read the second.
 */
export async function linkAsCarryingOut(
  transaction: Database,
  official: Official,
  { documentId, targetDocumentId, today }: { documentId: string; targetDocumentId: string; today: CalendarDate },
): Promise<void> {
  if (documentId === targetDocumentId) return
  const document = await transaction
    .selectFrom('document')
    .select('unit_id as unitId')
    .where('id', '=', documentId)
    .where(sql<SqlBool>`document.unit_id in ${unitsUnder(unitsFor(official, 'document.write'), today)}`)
    .forUpdate()
    .executeTakeFirst()
  const target = await documentById(transaction, official, targetDocumentId, today)
  if (!document || !target) return
  const links = await transaction
    .selectFrom('document_link')
    .select(['position', 'target_document_id as targetDocumentId'])
    .where('document_id', '=', documentId)
    .where('kind', '=', 'carries-out')
    .execute()
  if (links.some((link) => link.targetDocumentId === targetDocumentId)) return
  const targetText = documentMention(target)
  await transaction
    .insertInto('document_link')
    .values({
      document_id: documentId,
      kind: 'carries-out',
      position: Math.max(0, ...links.map((link) => link.position)) + 1,
      target_document_id: targetDocumentId,
      target_text: targetText,
    })
    .execute()
  await transaction.updateTable('document').set(changedBy(official)).where('id', '=', documentId).execute()
  await recordChange(transaction, {
    official,
    action: 'documents.linked',
    subject: { kind: 'document', id: documentId },
    unitId: document.unitId,
    summary: `Ghi là thực hiện văn bản ${targetText}`,
    after: { carriesOut: targetText },
  })
}
