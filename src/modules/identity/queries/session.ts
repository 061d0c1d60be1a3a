import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import './tables.ts'

/** A session ends this many hours after it began, whatever is done in it: one working day. */
export const LONGEST_SESSION_IN_HOURS = 12

const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/** Opens a session and answers its secret, which only the person's browser keeps. */
export async function openSession(
  database: Database,
  accountId: string,
  { device, now }: { device: string; now: Date },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const endsAt = new Date(now.getTime() + LONGEST_SESSION_IN_HOURS * 3_600_000)
  await database
    .insertInto('session')
    .values({ id_digest: digest(secret), account_id: accountId, device, started_at: now, ends_at: endsAt })
    .execute()
  await database.deleteFrom('session').where('ends_at', '<', now).execute()
  return secret
}

/** The account whose session this secret opens, or null. */
export async function accountOfSession(database: Database, secret: string, now: Date): Promise<string | null> {
  const found = await database
    .selectFrom('session')
    .select('account_id')
    .where('id_digest', '=', digest(secret))
    .where('ends_at', '>', now)
    .executeTakeFirst()
  return found?.account_id ?? null
}

/** Ends the session at once. */
export async function endSession(database: Database, secret: string): Promise<void> {
  await database.deleteFrom('session').where('id_digest', '=', digest(secret)).execute()
}

/** The sessions of an account that are open now, the latest first; `key` names one without being its secret. */
export function sessionsOf(database: Database, accountId: string, now: Date) {
  return database
    .selectFrom('session')
    .select(['id_digest as key', 'device', 'started_at as startedAt', 'ends_at as endsAt'])
    .where('account_id', '=', accountId)
    .where('ends_at', '>', now)
    .orderBy('started_at', 'desc')
    .execute()
}

/** The key of the session that this secret opens, as `sessionsOf` names it. */
export function sessionKey(secret: string): string {
  return digest(secret)
}

/** Ends sessions of an account: the one named by its key, all but one, or all. */
export async function endSessionsOf(
  database: Database,
  accountId: string,
  which: { only: string } | { allBut: string } | 'all',
): Promise<void> {
  let ending = database.deleteFrom('session').where('account_id', '=', accountId)
  if (which !== 'all') {
    ending =
      'only' in which ? ending.where('id_digest', '=', which.only) : ending.where('id_digest', '!=', which.allBut)
  }
  await ending.execute()
}

/** Makes a token for the API and answers it; only its digest is kept. */
export async function createApiToken(database: Database, accountId: string): Promise<string> {
  const token = `dv_${randomBytes(30).toString('base64url')}`
  await database
    .insertInto('api_token')
    .values({ token_digest: digest(token), account_id: accountId, last_used_at: null })
    .execute()
  return token
}

/** The account of an API token, or null. */
export async function accountOfApiToken(database: Database, token: string): Promise<string | null> {
  const found = await sql<{ account_id: string }>`
    update api_token set last_used_at = now() where token_digest = ${digest(token)} returning account_id`.execute(
    database,
  )
  return found.rows[0]?.account_id ?? null
}
