import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { forgetDevicesOf } from '../queries/known-device.ts'
import { endSessionsOf } from '../queries/session.ts'
import { isPasswordOf, setPassword } from './sign-in.ts'

/**
 * Changes the official's own password and ends all their sessions, so that whoever knew the old one is out.
 * Refuses `identity.wrong-password` and unusable passwords.
 */
export function changeOwnPassword(
  database: Database,
  official: Official,
  { current, password }: { current: string; password: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    if (!(await isPasswordOf(transaction, official.accountId, current))) {
      const message = 'Mật khẩu hiện tại không đúng. Mật khẩu chưa được đổi.'
      throw new Refusal('invalid', 'identity.wrong-password', message, { currentPassword: message })
    }
    await setPassword(transaction, { id: official.accountId, userName: official.userName }, password, official)
    await endSessionsOf(transaction, official.accountId, 'all')
    await forgetDevicesOf(transaction, official.accountId)
  })
}
