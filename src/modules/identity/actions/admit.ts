import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { dateInVietnam } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { rememberDevice } from '../queries/known-device.ts'
import { officialOfAccount } from '../queries/official.ts'
import { needsSecondFactor, secondFactorOf } from '../queries/second-factor.ts'
import { openSession } from '../queries/session.ts'
import type { SessionAwaits } from '../queries/tables.ts'

/** From where somebody comes to sign in. */
export type Arrival = {
  address: string
  /** The device in words, for the person's own list of sessions. */
  device: string
  /** The secret by which the device may be known. */
  deviceSecret?: string | undefined
  /** True where roles that need a second factor must have one: everywhere but in the demonstration. */
  secondFactorIsForced: boolean
  now: Date
}

/** What somebody has got by signing in. */
export type Admission = {
  /** The secret of a session that is new, whatever session there was before. */
  session: string
  /** What is missing before the session opens anything; null: nothing. */
  awaits: SessionAwaits | null
  /** The secret by which the device is known from now on; null while something is missing. */
  deviceSecret: string | null
}

/**
 * Lets somebody in who has shown a password, or whom the identity provider has named: into a session, when that is enough; else only
 * as far as the second factor. Refuses `identity.account-closed`.
 */
export async function admit(database: Database, accountId: string, arrival: Arrival): Promise<Admission> {
  const today = dateInVietnam(arrival.now)
  const official = await officialOfAccount(database, accountId, today)
  if (!official) {
    throw new Refusal('not-allowed', 'identity.account-closed', 'Tài khoản này đã khóa. Hãy liên hệ người quản trị.')
  }
  if (await secondFactorOf(database, accountId)) return half(database, accountId, 'code', arrival)
  if (arrival.secondFactorIsForced && (await needsSecondFactor(database, official, today))) {
    return half(database, accountId, 'set-up', arrival)
  }
  return admitWholly(database, accountId, arrival)
}

async function half(database: Database, accountId: string, awaits: SessionAwaits, { device, now }: Arrival) {
  return { session: await openSession(database, accountId, { device, now, awaits }), awaits, deviceSecret: null }
}

/** Lets somebody in from whom nothing more is asked. */
export function admitWholly(
  database: Database,
  accountId: string,
  { device, deviceSecret, now }: Pick<Arrival, 'device' | 'deviceSecret' | 'now'>,
): Promise<Admission> {
  return inTransaction(database, async (transaction) => ({
    session: await openSession(transaction, accountId, { device, now }),
    awaits: null,
    deviceSecret: await rememberDevice(transaction, { secret: deviceSecret, accountId, now }),
  }))
}
