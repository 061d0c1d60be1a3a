import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../../../platform/database/database.ts'
import './tables.ts'

const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/** The name under which the tries of this device are counted; null when it has never signed in to the account. */
export async function knownDevice(
  database: Database,
  { secret, userName }: { secret: string | undefined; userName: string },
): Promise<string | null> {
  if (secret === undefined) return null
  const found = await database
    .selectFrom('known_device')
    .innerJoin('account', 'account.id', 'known_device.account_id')
    .select('known_device.device_digest')
    .where('known_device.device_digest', '=', digest(secret))
    .where('account.user_name', '=', userName)
    .executeTakeFirst()
  return found?.device_digest ?? null
}

/** Remembers that this device has signed in to the account and answers its secret: the one it had, if that was ours. */
export async function rememberDevice(
  database: Database,
  { secret, accountId, now }: { secret: string | undefined; accountId: string; now: Date },
): Promise<string> {
  const isOurs =
    secret !== undefined &&
    (await database
      .selectFrom('known_device')
      .select('device_digest')
      .where('device_digest', '=', digest(secret))
      .executeTakeFirst()) !== undefined
  const kept = isOurs ? secret : randomBytes(24).toString('base64url')
  await database
    .insertInto('known_device')
    .values({ device_digest: digest(kept), account_id: accountId, last_used_at: now })
    .onConflict((conflict) => conflict.columns(['device_digest', 'account_id']).doUpdateSet({ last_used_at: now }))
    .execute()
  return kept
}

/** After a change of password nobody is known by a device any more. */
export async function forgetDevicesOf(database: Database, accountId: string): Promise<void> {
  await database.deleteFrom('known_device').where('account_id', '=', accountId).execute()
}
