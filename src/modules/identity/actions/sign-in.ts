import { hash, verify } from '@node-rs/argon2'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { knownDevice } from '../queries/known-device.ts'
import { addressGroup } from '../rules/guessing.ts'
import { requireUsablePassword } from '../rules/password.ts'
import { type Admission, type Arrival, admit } from './admit.ts'
import { tryOnce } from './guess.ts'
import '../queries/tables.ts'

const WRONG = 'Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra lại rồi thử lại.'

/** More than any user name has; what is tried is written down. */
const LONGEST_NAME_TRIED = 100

/**
 * Lets in who knows the password, as far as a password goes: see `admit`.
 * Refuses `identity.wrong-password` (the same words whether the account exists or not) and `identity.too-many-tries`, which counts
 * where the tries come from, so that nobody can lock another person out from elsewhere.
 */
export async function signIn(
  database: Database,
  { userName, password, ...arrival }: { userName: string; password: string } & Arrival,
): Promise<Admission> {
  const name = userName.trim().toLowerCase().slice(0, LONGEST_NAME_TRIED)
  const device = await knownDevice(database, { secret: arrival.deviceSecret, userName: name })
  const tried = {
    userName: name,
    address: addressGroup(arrival.address),
    device,
    kind: 'password',
    now: arrival.now,
  } as const
  const accountId = await tryOnce(database, tried, () => accountWithPassword(database, name, password))
  if (accountId === null) throw new Refusal('invalid', 'identity.wrong-password', WRONG, { userName: WRONG })
  return admit(database, accountId, arrival)
}

/** The open account of this name when this is its password, else null; takes as long either way. */
async function accountWithPassword(database: Database, userName: string, password: string): Promise<string | null> {
  const account = await database
    .selectFrom('account')
    .select(['id', 'password_digest'])
    .where('user_name', '=', userName)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  const right = await verify(account?.password_digest ?? (await decoyDigest()), password)
  return account?.password_digest && right ? account.id : null
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

/**
 * Asks for the password again before something that would outlast a session left open. An account without a password (its person
 * comes through the identity provider) has nothing to ask for. Refuses `identity.wrong-password`.
 */
export async function requireOwnPassword(database: Database, official: Official, password: string): Promise<void> {
  const account = await database
    .selectFrom('account')
    .select('password_digest')
    .where('id', '=', official.accountId)
    .executeTakeFirst()
  if (account?.password_digest === null) return
  if (account && (await verify(account.password_digest, password))) return
  const message = 'Mật khẩu hiện tại không đúng. Chưa có gì thay đổi; hãy nhập lại.'
  throw new Refusal('invalid', 'identity.wrong-password', message, { currentPassword: message })
}

/** Gives the account a password. Refuses passwords that are too short, common or hold the user name. */
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
