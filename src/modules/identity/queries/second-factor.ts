import { createHash } from 'node:crypto'
import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import './tables.ts'

const digest = (code: string) => createHash('sha256').update(code).digest('base64url')

/** Whether the account has a second factor, since when, and how many recovery codes are left; undefined when it has none. */
export function secondFactorOf(database: Database, accountId: string) {
  return database
    .selectFrom('second_factor')
    .select([
      'set_up_at as setUpAt',
      'encrypted_secret as encryptedSecret',
      sql<number>`(select count(*)::int from recovery_code
        where recovery_code.account_id = second_factor.account_id and used_at is null)`.as('recoveryCodesLeft'),
    ])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/** True when the official holds a post, or acts for one, of a role for which a password alone is not enough. */
export async function needsSecondFactor(database: Database, official: Official, today: CalendarDate): Promise<boolean> {
  const postIds = official.posts.map((post) => post.postId)
  const found = await sql<{ needed: SqlBool }>`
    select exists (
      select from post
      join role on role.code = post.role_code and role.needs_second_factor
      where post.id = any(${postIds}::bigint[]) or post.id in (
        select delegation.from_post_id from delegation
        where delegation.to_post_id = any(${postIds}::bigint[]) and delegation.withdrawn_at is null
          and ${today}::date between delegation.valid_from and delegation.valid_to)
    ) as needed`.execute(database)
  return found.rows[0]?.needed === true
}

/** Uses up the code of a time step. False when a code of this or a later step was used before, also at this very moment. */
export async function useTimeStep(database: Database, accountId: string, step: number): Promise<boolean> {
  const used = await database
    .updateTable('second_factor')
    .set({ last_step: String(step) })
    .where('account_id', '=', accountId)
    .where('last_step', '<', String(step))
    .returning('account_id')
    .executeTakeFirst()
  return used !== undefined
}

/** Uses up a recovery code. False when there is no such code, or it was used before. */
export async function useRecoveryCode(
  database: Database,
  { accountId, code, now }: { accountId: string; code: string; now: Date },
): Promise<boolean> {
  const used = await database
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('code_digest', '=', digest(code))
    .where('used_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst()
  return used !== undefined
}

/** Keeps new recovery codes, given without their hyphens, in the place of those there were. */
export async function replaceRecoveryCodes(
  transaction: Database,
  accountId: string,
  codes: readonly string[],
): Promise<void> {
  await transaction.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  await transaction
    .insertInto('recovery_code')
    .values(codes.map((code) => ({ account_id: accountId, code_digest: digest(code), used_at: null })))
    .execute()
}
