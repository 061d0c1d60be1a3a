import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../../../platform/database/database.ts'
import { LONGEST_TOKEN_LIFE_IN_DAYS } from '../rules/api-token.ts'
import './tables.ts'

/** Being in use is written down once in this time, not at each request. */
const SEEN_EVERY_IN_SECONDS = 60

const digest = (token: string) => createHash('sha256').update(token).digest('base64url')

export type NewApiToken = {
  /** What its owner calls it: which program uses it. */
  name?: string
  /** What it may do, of what its account may; null: all of it. */
  permissions?: readonly string[] | null
  now?: Date
  /** When it ends; at most a year after `now`. */
  expiresAt?: Date
}

/** Makes a token for the API and answers it; only its digest is kept. */
export async function createApiToken(
  database: Database,
  accountId: string,
  { name = '', permissions = null, now = new Date(), expiresAt = endOfLongestLife(now) }: NewApiToken = {},
): Promise<string> {
  const token = `dv_${randomBytes(30).toString('base64url')}`
  await database
    .insertInto('api_token')
    .values({
      token_digest: digest(token),
      account_id: accountId,
      created_at: now,
      last_used_at: null,
      name,
      permissions: permissions === null ? null : [...permissions],
      expires_at: expiresAt,
    })
    .execute()
  return token
}

/** The latest moment at which a token made now may end. */
export function endOfLongestLife(now: Date): Date {
  return new Date(now.getTime() + LONGEST_TOKEN_LIFE_IN_DAYS * 86_400_000)
}

/** Whose token this is and what it may do, or null when it has ended or never was. */
export async function holderOfApiToken(
  database: Database,
  token: string,
  now: Date,
): Promise<{ accountId: string; permissions: string[] | null } | null> {
  const found = await database
    .selectFrom('api_token')
    .select(['id', 'account_id', 'permissions', 'last_used_at'])
    .where('token_digest', '=', digest(token))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (!found) return null
  if (found.last_used_at === null || now.getTime() - found.last_used_at.getTime() > SEEN_EVERY_IN_SECONDS * 1000) {
    await database.updateTable('api_token').set({ last_used_at: now }).where('id', '=', found.id).execute()
  }
  return { accountId: found.account_id, permissions: found.permissions }
}

/** The tokens of an account that have not ended, the newest first. */
export function apiTokensOf(database: Database, accountId: string, now: Date) {
  return database
    .selectFrom('api_token')
    .select([
      'id',
      'name',
      'permissions',
      'created_at as createdAt',
      'expires_at as expiresAt',
      'last_used_at as lastUsedAt',
    ])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .execute()
}

/** One of them; undefined when there is none of this account. */
export function apiTokenOf(database: Database, { accountId, tokenId }: { accountId: string; tokenId: string }) {
  return database
    .selectFrom('api_token')
    .select(['id', 'name'])
    .where('account_id', '=', accountId)
    .where('id', '=', tokenId)
    .executeTakeFirst()
}
