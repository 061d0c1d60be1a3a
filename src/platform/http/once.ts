import { type Database, goOnWithout, inTransaction } from '../database/database.ts'

/**
 * Does the work once for a key, in one transaction, and answers where its result stands.
 * A second sending with the same key, even at the same moment, waits for the first and gets its answer; when the first failed,
 * its entry went with its transaction and the second does the work.
 */
export async function once(
  database: Database,
  { key, accountId }: { key: string; accountId: string | null },
  work: (transaction: Database) => Promise<string>,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const claimed = await transaction
      .insertInto('form_submission')
      .values({ key, account_id: accountId, location: null })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirst()
    if (claimed.numInsertedOrUpdatedRows === 0n) {
      const before = await transaction
        .selectFrom('form_submission')
        .select(['location', 'account_id'])
        .where('key', '=', key)
        .executeTakeFirstOrThrow()
      return before.location ?? '/'
    }
    const location = await work(transaction)
    const kept = transaction.updateTable('form_submission').set({ location }).where('key', '=', key)
    await goOnWithout(transaction, kept.execute())
    return location
  })
}
