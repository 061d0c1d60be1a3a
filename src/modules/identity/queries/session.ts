import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../../../platform/database/database.ts'
import { keptPlan } from '../../../platform/database/kept-plan.ts'
import type { SessionAwaits } from './tables.ts'

/** A session ends this many hours after it began, whatever is done in it: one working day. */
export const LONGEST_SESSION_IN_HOURS = 12

/** A session in which nothing is done for so long has ended. */
export const LONGEST_IDLE_IN_MINUTES = 60

/** What stands between the first and the second step of signing in lives this long: time to find one's telephone and an app. */
const LONGEST_WAITING_IN_MINUTES = 20

/** Being in use is written down once in this time, not at each request. */
const SEEN_EVERY_IN_SECONDS = 60

const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url')
const before = (now: Date, minutes: number) => new Date(now.getTime() - minutes * 60_000)

/** Opens a session, always a new one, and answers its secret, which only the person's browser keeps. */
export async function openSession(
  database: Database,
  accountId: string,
  { device, now, awaits = null }: { device: string; now: Date; awaits?: SessionAwaits | null },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const lifeInMinutes = awaits === null ? LONGEST_SESSION_IN_HOURS * 60 : LONGEST_WAITING_IN_MINUTES
  await database
    .insertInto('session')
    .values({
      id_digest: digest(secret),
      account_id: accountId,
      device,
      started_at: now,
      last_seen_at: now,
      ends_at: new Date(now.getTime() + lifeInMinutes * 60_000),
      awaits,
    })
    .execute()
  await database.deleteFrom('session').where('ends_at', '<', now).execute()
  return secret
}

/** The account whose session this secret opens; null also when the session still awaits the second factor. */
export async function accountOfSession(database: Database, secret: string, now: Date): Promise<string | null> {
  const found = await openSessions(database, now)
    .select('last_seen_at')
    .where('id_digest', '=', digest(secret))
    .modifyEnd(keptPlan)
    .executeTakeFirst()
  if (!found) return null
  if (now.getTime() - found.last_seen_at.getTime() > SEEN_EVERY_IN_SECONDS * 1000) {
    await database.updateTable('session').set({ last_seen_at: now }).where('id_digest', '=', digest(secret)).execute()
  }
  return found.account_id
}

/** The account for which this secret waits at the given step, or null. */
export async function accountWaiting(
  database: Database,
  { secret, awaits, now }: { secret: string | undefined; awaits: SessionAwaits; now: Date },
): Promise<string | null> {
  if (secret === undefined) return null
  const found = await database
    .selectFrom('session')
    .select('account_id')
    .where('id_digest', '=', digest(secret))
    .where('ends_at', '>', now)
    .where('ends_at', '<=', before(now, -2 * LONGEST_WAITING_IN_MINUTES))
    .where('awaits', '=', awaits)
    .executeTakeFirst()
  return found?.account_id ?? null
}

/** Ends the session at once. */
export async function endSession(database: Database, secret: string): Promise<void> {
  await database.deleteFrom('session').where('id_digest', '=', digest(secret)).execute()
}

/** The sessions of an account that are open now, the latest first; `key` names one without being its secret. */
export function sessionsOf(database: Database, accountId: string, now: Date) {
  return openSessions(database, now)
    .select([
      'id_digest as key',
      'device',
      'started_at as startedAt',
      'last_seen_at as lastSeenAt',
      'ends_at as endsAt',
    ])
    .where('account_id', '=', accountId)
    .orderBy('started_at', 'desc')
    .execute()
}

/** One that was seen in the future by more than it may be idle belongs to a clock that was wrong: it would live for as long as that was ahead. */
function openSessions(database: Database, now: Date) {
  return database
    .selectFrom('session')
    .select('account_id')
    .where('ends_at', '>', now)
    .where('last_seen_at', '>', before(now, LONGEST_IDLE_IN_MINUTES))
    .where('last_seen_at', '<', before(now, -LONGEST_IDLE_IN_MINUTES))
    .where('awaits', 'is', null)
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
