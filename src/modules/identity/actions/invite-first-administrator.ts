import { createHash, randomBytes } from 'node:crypto'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import '../queries/tables.ts'

/** The link for the first administrator works for this long. */
const LINK_LIFE_IN_HOURS = 48

const digest = (token: string) => createHash('sha256').update(token).digest('base64url')

/** True while nobody can sign in: the system has no account yet. */
export async function hasNoAccount(database: Database): Promise<boolean> {
  const found = await database.selectFrom('account').select('id').limit(1).executeTakeFirst()
  return found === undefined
}

/** Makes the one-time token for the first administrator; earlier ones stop working. */
export async function inviteFirstAdministrator(database: Database, now: Date): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await inTransaction(database, async (transaction) => {
    await transaction.deleteFrom('invitation').where('purpose', '=', 'first-administrator').execute()
    await transaction
      .insertInto('invitation')
      .values({
        token_digest: digest(token),
        purpose: 'first-administrator',
        account_id: null,
        expires_at: new Date(now.getTime() + LINK_LIFE_IN_HOURS * 3_600_000),
        used_at: null,
      })
      .execute()
  })
  return token
}

/** True when the token still opens the page on which the first administrator is made. */
export async function isInvitationOpen(database: Database, token: string, now: Date): Promise<boolean> {
  const found = await database
    .selectFrom('invitation')
    .select('token_digest')
    .where('token_digest', '=', digest(token))
    .where('purpose', '=', 'first-administrator')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return found !== undefined
}

/**
 * Uses the link up. Refuses `identity.link-used` when it has been used or has ended.
 */
export async function acceptInvitation(transaction: Database, token: string, now: Date): Promise<void> {
  const used = await transaction
    .updateTable('invitation')
    .set({ used_at: now })
    .where('token_digest', '=', digest(token))
    .where('purpose', '=', 'first-administrator')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('token_digest')
    .executeTakeFirst()
  if (!used) {
    throw new Refusal(
      'conflict',
      'identity.link-used',
      'Đường dẫn này đã được dùng hoặc đã hết hạn. Hãy khởi động lại hệ thống để lấy đường dẫn mới.',
    )
  }
}
