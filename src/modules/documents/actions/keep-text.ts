import { sql } from 'kysely'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { searchText } from '../queries/document-reach.ts'
import type { FileReading } from '../reading/reading-limits.ts'
import { partsOf } from '../rules/parts-of-text.ts'
import '../queries/tables.ts'

/**
 * Keeps what was read of an attached file for the search, in place of what was kept before. Does nothing for a file that has been taken
 * away since.
 */
export function keepText(
  database: Database,
  { attachmentId, reading, now }: { attachmentId: string; reading: FileReading; now: Date },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const isRead = reading.state === 'read'
    const kept = await transaction
      .updateTable('attachment_text')
      .set({
        state: reading.state,
        reason: isRead ? null : reading.reason,
        page_count: isRead ? reading.pageCount : null,
        is_cut: isRead && reading.isCut,
        read_at: now,
      })
      .where('attachment_id', '=', attachmentId)
      .executeTakeFirst()
    if (kept.numUpdatedRows === 0n) return
    await transaction.deleteFrom('attachment_text_part').where('attachment_id', '=', attachmentId).execute()
    if (!isRead) return
    for (const [index, content] of partsOf(reading.text).entries()) {
      await sql`insert into attachment_text_part (attachment_id, part, content, words)
        values (${attachmentId}, ${index + 1}, ${content}, to_tsvector('simple', ${searchText(sql`${content}`)}))`.execute(
        transaction,
      )
    }
  })
}
