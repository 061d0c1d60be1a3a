import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import '../queries/tables.ts'

/** Marks the official's own notices as read: the one, or all up to the newest that the page showed. */
export async function markRead(
  database: Database,
  { accountId }: Official,
  which: { only: string } | { upTo: string },
  now: Date,
): Promise<void> {
  await database
    .updateTable('notice')
    .set({ read_at: now })
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
    .where((row) => ('only' in which ? row('id', '=', which.only) : row('id', '<=', which.upTo)))
    .execute()
}
