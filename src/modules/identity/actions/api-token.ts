import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { permissionInWords } from '../../../vocabulary/permission.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { apiTokenOf, apiTokensOf, createApiToken, endOfLongestLife } from '../queries/api-token.ts'
import { MOST_TOKENS, permissionsOf } from '../rules/api-token.ts'
import { requireOwnPassword } from './sign-in.ts'
import '../queries/tables.ts'

export type TokenToMake = {
  name: string
  /** What it may do; null: all that its account may, now and later. */
  permissions: readonly string[] | null
  expiresAt: Date
}

/**
 * Makes a token for an account and answers it, the one time that it can be known. Refuses `identity.token-life-unusable` (ended, or
 * longer than a year), `identity.token-scope-unusable` (nothing, or more than the account may) and `identity.too-many-tokens`.
 */
export function makeApiToken(
  database: Database,
  holder: Official,
  { name, permissions, expiresAt }: TokenToMake,
  { by, now }: { by: Official | null; now: Date },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    if (expiresAt <= now || expiresAt > endOfLongestLife(now)) {
      const message = 'Thời hạn của mã truy cập phải từ 1 ngày đến 1 năm.'
      throw new Refusal('invalid', 'identity.token-life-unusable', message, { lifeInDays: message })
    }
    const own = permissionsOf(holder)
    const beyond = permissions?.find((permission) => !own.includes(permission))
    if (beyond !== undefined || permissions?.length === 0) {
      const message =
        beyond === undefined
          ? 'Hãy chọn ít nhất một việc mà mã truy cập được làm.'
          : `Tài khoản ${holder.userName} không có quyền “${permissionInWords(beyond) ?? beyond}” nên không giao cho mã truy cập được.`
      throw new Refusal('invalid', 'identity.token-scope-unusable', message, { permissions: message })
    }
    if ((await apiTokensOf(transaction, holder.accountId, now)).length >= MOST_TOKENS) {
      const message = `Mỗi tài khoản có nhiều nhất ${MOST_TOKENS} mã truy cập. Hãy thu hồi mã không dùng nữa.`
      throw new Refusal('conflict', 'identity.too-many-tokens', message)
    }
    await recordChange(transaction, {
      official: by,
      action: 'identity.token-made',
      subject: { kind: 'account', id: holder.accountId },
      unitId: null,
      summary: `Tạo mã truy cập “${name}” cho tài khoản ${holder.userName}`,
      after: { permissions, expiresAt: expiresAt.toISOString() },
    })
    return createApiToken(transaction, holder.accountId, { name, permissions, expiresAt, now })
  })
}

/** The same by the person, who shows the password once more. Refuses `identity.wrong-password` too. */
export function makeOwnApiToken(
  database: Database,
  official: Official,
  { password, ...token }: TokenToMake & { password: string },
  now: Date,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireOwnPassword(transaction, official, password)
    return makeApiToken(transaction, official, token, { by: official, now })
  })
}

/** Ends a token of an account at once. Refuses `identity.no-such-token`. */
export function endApiToken(
  database: Database,
  official: Official,
  { accountId, tokenId }: { accountId: string; tokenId: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const token = await apiTokenOf(transaction, { accountId, tokenId })
    if (!token) throw noSuchToken()
    await transaction.deleteFrom('api_token').where('id', '=', tokenId).where('account_id', '=', accountId).execute()
    await recordChange(transaction, {
      official,
      action: 'identity.token-ended',
      subject: { kind: 'account', id: accountId },
      unitId: null,
      summary: `Thu hồi mã truy cập “${token.name}”`,
    })
  })
}

export function noSuchToken(): Refusal {
  return new Refusal('not-found', 'identity.no-such-token', 'Không có mã truy cập này, hoặc mã đã được thu hồi.')
}
