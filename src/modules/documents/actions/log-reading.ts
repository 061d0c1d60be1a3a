import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import '../queries/tables.ts'

/** Notes that the official opened a limited document, or a limited file of one. Source: Decree 30/2020/NĐ-CP, Appendix VI: access log. */
export async function logReading(
  database: Database,
  official: Official,
  { documentId, attachmentId }: { documentId: string; attachmentId: string | null },
): Promise<void> {
  await database
    .insertInto('document_reading')
    .values({ document_id: documentId, attachment_id: attachmentId, account_id: official.accountId })
    .execute()
}
