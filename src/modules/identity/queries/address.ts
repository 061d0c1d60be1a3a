import type { Database } from '../../../platform/database/database.ts'
import './tables.ts'

/** Where mail for an account goes: the address in use, and the one that waits to be confirmed. */
export async function addressOf(
  database: Database,
  accountId: string,
  now: Date,
): Promise<{ email: string | null; confirmedAt: Date | null; waiting: string | null }> {
  const found = await database
    .selectFrom('account')
    .leftJoin('email_confirmation as asked', (join) =>
      join.onRef('asked.account_id', '=', 'account.id').on('asked.expires_at', '>', now),
    )
    .select(['account.email', 'account.email_confirmed_at as confirmedAt', 'asked.email as waiting'])
    .where('account.id', '=', accountId)
    .executeTakeFirst()
  return found ?? { email: null, confirmedAt: null, waiting: null }
}
