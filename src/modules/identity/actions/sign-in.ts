import { hash, verify } from '@node-rs/argon2'
import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { openSession } from '../queries/session.ts'
import { requireUsablePassword } from '../rules/password.ts'
import '../queries/tables.ts'

/** Wrong tries of one user name from one address within 15 minutes before the next is refused unread. */
const MOST_FAILURES = 8

const WRONG = 'Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra lại rồi thử lại.'

export type SignIn = {
  userName: string
  password: string
  address: string
  /** The device in words, for the person's own list of sessions. */
  device: string
  now: Date
}

/**
 * Opens a session for the right user name and password and answers its secret.
 * Refuses `identity.wrong-password` (the same words whether the account exists or not) and `identity.too-many-tries`, which
 * counts by user name and address together, so that nobody can lock another person out from elsewhere.
 */
export async function signIn(
  database: Database,
  { userName, password, address, device, now }: SignIn,
): Promise<string> {
  const name = userName.trim().toLowerCase()
  if ((await failuresOf(database, name, address)) >= MOST_FAILURES) {
    throw new Refusal(
      'not-allowed',
      'identity.too-many-tries',
      'Đã nhập sai nhiều lần. Hãy đợi 15 phút rồi thử lại, hoặc liên hệ người quản trị để đặt lại mật khẩu.',
      { form: 'Đã nhập sai nhiều lần. Hãy đợi 15 phút rồi thử lại, hoặc liên hệ người quản trị để đặt lại mật khẩu.' },
    )
  }
  const account = await database
    .selectFrom('account')
    .select(['id', 'password_digest'])
    .where('user_name', '=', name)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  const right = await verify(account?.password_digest ?? (await decoyDigest()), password)
  if (!account?.password_digest || !right) {
    await database.insertInto('sign_in_failure').values({ user_name: name, address }).execute()
    throw new Refusal('invalid', 'identity.wrong-password', WRONG, { userName: WRONG })
  }
  await database.deleteFrom('sign_in_failure').where('user_name', '=', name).where('address', '=', address).execute()
  return openSession(database, account.id, { device, now })
}

async function failuresOf(database: Database, userName: string, address: string): Promise<number> {
  const counted = await sql<{ failures: number }>`
    select count(*)::int as failures from sign_in_failure
    where user_name = ${userName} and address = ${address} and failed_at > now() - interval '15 minutes'`.execute(
    database,
  )
  return counted.rows[0]?.failures ?? 0
}

let decoy: Promise<string> | undefined
/** Something to check against when there is no such account, so that the answer takes as long. */
function decoyDigest(): Promise<string> {
  decoy ??= hash('không có tài khoản này')
  return decoy
}

/** True when this is the password of the account. */
export async function isPasswordOf(database: Database, accountId: string, password: string): Promise<boolean> {
  const account = await database
    .selectFrom('account')
    .select('password_digest')
    .where('id', '=', accountId)
    .executeTakeFirst()
  return account?.password_digest ? verify(account.password_digest, password) : false
}

/** Gives the account a password. Refuses passwords that are too short or hold the user name. */
export async function setPassword(
  transaction: Database,
  account: { id: string; userName: string },
  password: string,
  by: Official | null = null,
): Promise<void> {
  requireUsablePassword(password, account.userName)
  await transaction
    .updateTable('account')
    .set({ password_digest: await hash(password) })
    .where('id', '=', account.id)
    .execute()
  await recordChange(transaction, {
    official: by,
    action: 'identity.password-set',
    subject: { kind: 'account', id: account.id },
    unitId: null,
    summary: `Đặt mật khẩu cho tài khoản ${account.userName}`,
  })
}
