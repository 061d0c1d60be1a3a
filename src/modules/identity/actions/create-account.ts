import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { setPassword } from './sign-in.ts'
import '../queries/tables.ts'

/**
 * Opens an account for a person and answers its id; without a password nobody can sign in with it until one is set.
 * Refuses `identity.user-name-taken`, `identity.user-name-unusable` and unusable passwords.
 */
export async function createAccount(
  transaction: Database,
  { userName, personId, password }: { userName: string; personId: string; password: string | null },
  by: Official | null = null,
): Promise<string> {
  const name = userName.trim().toLowerCase()
  if (!/^[a-z0-9][a-z0-9._-]{2,60}$/.test(name)) {
    const message = 'Tên đăng nhập gồm 3 đến 60 chữ cái không dấu, chữ số, dấu chấm hoặc gạch nối.'
    throw new Refusal('invalid', 'identity.user-name-unusable', message, { userName: message })
  }
  const account = await transaction
    .insertInto('account')
    .values({ user_name: name, password_digest: null, person_id: personId, disabled_at: null })
    .onConflict((conflict) => conflict.column('user_name').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!account) {
    const message = `Tên đăng nhập “${name}” đã có người dùng. Hãy chọn tên khác.`
    throw new Refusal('conflict', 'identity.user-name-taken', message, { userName: message })
  }
  if (password !== null) await setPassword(transaction, { id: account.id, userName: name }, password, by)
  return account.id
}
