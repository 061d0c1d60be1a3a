import { createHash, randomBytes } from 'node:crypto'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { accountById } from '../queries/accounts.ts'
import { forgetDevicesOf } from '../queries/known-device.ts'
import { endSessionsOf } from '../queries/session.ts'
import { noSuchAccount } from './keep-account.ts'
import { setPassword } from './sign-in.ts'
import '../queries/tables.ts'

/** A link by which somebody sets their password works for this long. */
export const PASSWORD_LINK_LIFE_IN_HOURS = 72

const digest = (token: string) => createHash('sha256').update(token).digest('base64url')

/**
 * Makes the one-time token by which the person of the account sets a password; earlier ones stop working. Only its digest is kept,
 * so it can be shown this once. Refuses `identity.no-such-account`, and `identity.account-closed`.
 */
export function makePasswordLink(
  database: Database,
  official: Official,
  accountId: string,
  { now, today }: { now: Date; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const account = await accountById(transaction, official, accountId, today)
    if (!account) throw noSuchAccount()
    if (account.disabledAt !== null) {
      throw new Refusal(
        'conflict',
        'identity.account-closed',
        'Tài khoản này đang khóa. Hãy mở lại trước khi đặt mật khẩu.',
      )
    }
    const token = randomBytes(24).toString('base64url')
    await transaction
      .deleteFrom('invitation')
      .where('purpose', '=', 'set-password')
      .where('account_id', '=', accountId)
      .execute()
    await transaction
      .insertInto('invitation')
      .values({
        token_digest: digest(token),
        purpose: 'set-password',
        account_id: accountId,
        expires_at: new Date(now.getTime() + PASSWORD_LINK_LIFE_IN_HOURS * 3_600_000),
        used_at: null,
      })
      .execute()
    await recordChange(transaction, {
      official,
      action: 'identity.password-link-made',
      subject: { kind: 'account', id: accountId },
      unitId: null,
      summary: `Tạo đường dẫn đặt mật khẩu cho tài khoản ${account.userName}`,
    })
    return token
  })
}

/** The account whose password the token sets; undefined when it has been used, has ended or never was. */
export function accountOfPasswordLink(database: Database, token: string, now: Date) {
  return database
    .selectFrom('invitation')
    .innerJoin('account', 'account.id', 'invitation.account_id')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select(['account.id', 'account.user_name as userName', 'person.full_name as fullName'])
    .where('invitation.token_digest', '=', digest(token))
    .where('invitation.purpose', '=', 'set-password')
    .where('invitation.used_at', 'is', null)
    .where('invitation.expires_at', '>', now)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst()
}

/**
 * Sets the password by the link, uses the link up and ends all sessions of the account.
 * Refuses `identity.link-used` and unusable passwords.
 */
export function setPasswordByLink(database: Database, token: string, password: string, now: Date): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const account = await accountOfPasswordLink(transaction, token, now)
    const used = await transaction
      .updateTable('invitation')
      .set({ used_at: now })
      .where('token_digest', '=', digest(token))
      .where('used_at', 'is', null)
      .returning('token_digest')
      .executeTakeFirst()
    if (!account || !used) throw linkUsed()
    await setPassword(transaction, account, password)
    await endSessionsOf(transaction, account.id, 'all')
    await forgetDevicesOf(transaction, account.id)
  })
}

export function linkUsed(): Refusal {
  return new Refusal(
    'not-found',
    'identity.link-used',
    'Đường dẫn này đã được dùng hoặc đã hết hạn. Hãy đề nghị người quản trị tạo đường dẫn mới.',
  )
}
