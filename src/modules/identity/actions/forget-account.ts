import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import '../queries/tables.ts'

/**
 * Closes the accounts of a person for good and erases what they hold about that person; the rows stay, because records name them.
 * In the caller's transaction. Answers the ids of the accounts.
 */
export async function forgetAccounts(transaction: Database, personId: string, now: Date): Promise<string[]> {
  const accounts = await transaction
    .selectFrom('account')
    .select(['id', 'user_name as userName'])
    .where('person_id', '=', personId)
    .forUpdate()
    .execute()
  for (const { id, userName } of accounts) {
    for (const table of [
      'session',
      'api_token',
      'invitation',
      'second_factor',
      'known_device',
      'external_identity',
      'interrupted_form',
      'email_confirmation',
      'mail_message',
      'notice',
      'notice_choice',
      'notice_reader',
      'duty_seen',
      'dashboard_subscription',
      'dashboard_view',
      'map_upload',
    ])
      await sql`delete from ${sql.table(table)} where account_id = ${id}`.execute(transaction)
    await transaction.deleteFrom('sign_in_failure').where('user_name', '=', userName).execute()
    await transaction
      .updateTable('account')
      .set({
        user_name: `da-xoa-${id}`,
        password_digest: null,
        email: null,
        email_confirmed_at: null,
        disabled_at: sql<Date>`coalesce(disabled_at, ${now})`,
      })
      .where('id', '=', id)
      .execute()
  }
  return accounts.map(({ id }) => id)
}
