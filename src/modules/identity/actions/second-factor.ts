import { randomBytes } from 'node:crypto'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { accountById } from '../queries/accounts.ts'
import { replaceRecoveryCodes, secondFactorOf, useRecoveryCode, useTimeStep } from '../queries/second-factor.ts'
import { endSessionsOf } from '../queries/session.ts'
import { RECOVERY_CODES, readTypedCode, recoveryCodeFrom } from '../rules/second-factor.ts'
import { noSuchAccount } from './keep-account.ts'
import { requireOwnPassword } from './sign-in.ts'
import { timeStepOf } from './time-code.ts'
import '../queries/tables.ts'

/** For what the secret is encrypted: one of another account is of no use. */
const purposeOf = (accountId: string) => `second-factor:${accountId}`

/**
 * Sets up the second factor with a secret that the person's app holds already, proven by a code of it. Answers the recovery codes,
 * which are kept only as digests. Refuses `identity.wrong-code` and `identity.second-factor-is-set-up`.
 */
export function setUpSecondFactor(
  database: Database,
  encryption: Encryption,
  official: Official,
  { secret, typed, now }: { secret: string; typed: string; now: Date },
): Promise<string[]> {
  return inTransaction(database, async (transaction) => {
    const code = readTypedCode(typed)
    const step = code?.kind === 'time' ? timeStepOf(secret, code.code, now) : null
    if (step === null) throw wrongCode(WRONG_CODE)
    const made = await transaction
      .insertInto('second_factor')
      .values({
        account_id: official.accountId,
        encrypted_secret: await encryption.encrypt(secret, purposeOf(official.accountId)),
        last_step: String(step),
        set_up_at: now,
      })
      .onConflict((conflict) => conflict.column('account_id').doNothing())
      .returning('account_id')
      .executeTakeFirst()
    if (!made) {
      throw new Refusal(
        'conflict',
        'identity.second-factor-is-set-up',
        'Xác thực hai bước đã được bật. Nếu chưa kịp ghi lại mã dự phòng, hãy tạo bộ mã mới ở trang Tài khoản của tôi.',
      )
    }
    await record(transaction, official, 'identity.second-factor-set-up', 'Bật xác thực hai bước')
    return newRecoveryCodes(transaction, official.accountId)
  })
}

const WRONG_CODE =
  'Mã không đúng hoặc đã hết hạn. Hãy nhập mã đang hiện trong ứng dụng; nếu vẫn sai, hãy kiểm tra giờ của điện thoại.'

/**
 * Uses up a code of the account: of the app (one step of drift, never the same twice) or a recovery code.
 * Refuses `identity.wrong-code` and `identity.code-used`.
 */
export async function useCode(
  database: Database,
  encryption: Encryption,
  { accountId, typed, now }: { accountId: string; typed: string; now: Date },
): Promise<'time' | 'recovery'> {
  const code = readTypedCode(typed)
  if (code === null) {
    throw wrongCode('Hãy nhập 6 chữ số đang hiện trong ứng dụng, hoặc một mã dự phòng gồm 16 chữ cái và chữ số.')
  }
  if (code.kind === 'recovery') {
    if (await useRecoveryCode(database, { accountId, code: code.code, now })) return 'recovery'
    throw wrongCode('Mã dự phòng không đúng hoặc đã được dùng. Mỗi mã chỉ dùng được một lần.')
  }
  const factor = await secondFactorOf(database, accountId)
  const secret = factor ? await encryption.decrypt(factor.encryptedSecret, purposeOf(accountId)) : null
  const step = secret === null ? null : timeStepOf(secret, code.code, now)
  if (step === null) throw wrongCode(WRONG_CODE)
  if (await useTimeStep(database, accountId, step)) return 'time'
  const message = 'Mã này đã được dùng. Hãy đợi ứng dụng hiện mã mới (tối đa 30 giây) rồi nhập mã đó.'
  throw new Refusal('invalid', 'identity.code-used', message, { code: message })
}

/** New recovery codes in the place of the old ones. Refuses `identity.wrong-password` and `identity.no-second-factor`. */
export function renewRecoveryCodes(database: Database, official: Official, password: string): Promise<string[]> {
  return inTransaction(database, async (transaction) => {
    await requireOwnPassword(transaction, official, password)
    if (!(await secondFactorOf(transaction, official.accountId))) throw noSecondFactor()
    await record(transaction, official, 'identity.recovery-codes-made', 'Tạo bộ mã dự phòng mới')
    return newRecoveryCodes(transaction, official.accountId)
  })
}

/**
 * Takes the second factor away and ends all sessions. Refuses `identity.wrong-password`, `identity.no-second-factor` and what
 * `useCode` refuses.
 */
export function removeSecondFactor(
  database: Database,
  encryption: Encryption,
  official: Official,
  { password, typed, now }: { password: string; typed: string; now: Date },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await requireOwnPassword(transaction, official, password)
    if (!(await secondFactorOf(transaction, official.accountId))) throw noSecondFactor()
    await useCode(transaction, encryption, { accountId: official.accountId, typed, now })
    await transaction.deleteFrom('second_factor').where('account_id', '=', official.accountId).execute()
    await endSessionsOf(transaction, official.accountId, 'all')
    await record(transaction, official, 'identity.second-factor-removed', 'Tắt xác thực hai bước')
  })
}

/**
 * Takes somebody else's second factor away, who has lost the telephone and the recovery codes, and ends their sessions.
 * Refuses `identity.no-such-account`, `identity.own-account` and `identity.no-second-factor`.
 */
export function resetSecondFactor(
  database: Database,
  official: Official,
  { accountId, reason }: { accountId: string; reason: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const account = await accountById(transaction, official, accountId, today)
    if (!account) throw noSuchAccount()
    if (account.id === official.accountId) {
      throw new Refusal(
        'conflict',
        'identity.own-account',
        'Bạn không đặt lại xác thực hai bước của chính mình ở đây. Hãy tắt ở trang Tài khoản của tôi, hoặc nhờ người quản trị khác.',
      )
    }
    await takeSecondFactorAway(transaction, { accountId, userName: account.userName, reason }, official)
  })
}

/** The same without asking who: for the command on the server itself. Refuses `identity.no-second-factor`. */
export async function takeSecondFactorAway(
  transaction: Database,
  { accountId, userName, reason }: { accountId: string; userName: string; reason: string },
  by: Official | null,
): Promise<void> {
  const removed = await transaction
    .deleteFrom('second_factor')
    .where('account_id', '=', accountId)
    .returning('account_id')
    .executeTakeFirst()
  if (!removed) throw noSecondFactor()
  await endSessionsOf(transaction, accountId, 'all')
  await recordChange(transaction, {
    official: by,
    action: 'identity.second-factor-reset',
    subject: { kind: 'account', id: accountId },
    unitId: null,
    summary: `Đặt lại xác thực hai bước của tài khoản ${userName}: ${reason}`,
  })
}

async function newRecoveryCodes(transaction: Database, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCodeFrom(randomBytes(16)))
  await replaceRecoveryCodes(
    transaction,
    accountId,
    codes.map((code) => code.replaceAll('-', '')),
  )
  return codes
}

function record(transaction: Database, official: Official, action: string, what: string): Promise<void> {
  return recordChange(transaction, {
    official,
    action,
    subject: { kind: 'account', id: official.accountId },
    unitId: null,
    summary: `${what} cho tài khoản ${official.userName}`,
  })
}

function wrongCode(message: string): Refusal {
  return new Refusal('invalid', 'identity.wrong-code', message, { code: message })
}

function noSecondFactor(): Refusal {
  return new Refusal('conflict', 'identity.no-second-factor', 'Tài khoản này chưa bật xác thực hai bước.')
}
