import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { keptStatement, type Places } from '../../../platform/database/kept-statement.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { LONGEST_TOKEN_LIFE_IN_DAYS } from '../rules/api-token.ts'
import { columnsOfOfficial, type OfficialRow, officialIn } from './official.ts'
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

/** Whose token this is and what it may do, or null when it has ended or never was, or its account is closed. */
export async function holderOfApiToken(
  database: Database,
  token: string,
  { now, today }: { now: Date; today: CalendarDate },
): Promise<{ official: Official; permissions: string[] | null } | null> {
  const [found] = await holderOf(database, { digest: digest(token), now, today })
  if (!found) return null
  if (found.last_used_at === null || now.getTime() - found.last_used_at.getTime() > SEEN_EVERY_IN_SECONDS * 1000) {
    await database.updateTable('api_token').set({ last_used_at: now }).where('id', '=', found.token_id).execute()
  }
  return { official: officialIn(found), permissions: found.permissions }
}

type Asked = { digest: string; now: Date; today: CalendarDate }
type Holder = OfficialRow & { token_id: string; permissions: string[] | null; last_used_at: Date | null }
const holderOf = keptStatement(
  (_, asked: Places<Asked>) =>
    sql<Holder>`select token.id as token_id, token.permissions, token.last_used_at, ${columnsOfOfficial(asked.today)}
      from api_token token join account on account.id = token.account_id
      join person on person.id = account.person_id
      where token.token_digest = ${asked.digest} and token.expires_at > ${asked.now} and account.disabled_at is null`,
)

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
