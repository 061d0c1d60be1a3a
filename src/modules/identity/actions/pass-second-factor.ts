import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import { dateInVietnam } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { knownDevice } from '../queries/known-device.ts'
import { officialOfAccount } from '../queries/official.ts'
import { accountWaiting, endSession } from '../queries/session.ts'
import type { SessionAwaits } from '../queries/tables.ts'
import { addressGroup } from '../rules/guessing.ts'
import { type Admission, type Arrival, admitWholly } from './admit.ts'
import { tryOnce } from './guess.ts'
import { setUpSecondFactor, useCode } from './second-factor.ts'

/** Somebody between the two steps of signing in, with the session that waits for the second. */
export type Waiting = { waitingSession: string | undefined }

/** Who waits at this step. Refuses `identity.sign-in-again` when nobody does, or has for too long. */
export async function officialWaiting(
  database: Database,
  { waitingSession, awaits, now }: Waiting & { awaits: SessionAwaits; now: Date },
): Promise<Official> {
  const accountId = await accountWaiting(database, { secret: waitingSession, awaits, now })
  const official = accountId ? await officialOfAccount(database, accountId, dateInVietnam(now)) : null
  if (official) return official
  throw new Refusal('not-allowed', 'identity.sign-in-again', 'Bước đăng nhập này đã quá lâu. Hãy đăng nhập lại từ đầu.')
}

/**
 * The second step of signing in: a session that is new takes the place of the one that waited.
 * Refuses `identity.sign-in-again`, `identity.too-many-tries` and what `useCode` refuses.
 */
export async function passSecondFactor(
  database: Database,
  encryption: Encryption,
  { typed, ...arrival }: { typed: string } & Waiting & Arrival,
): Promise<Admission> {
  const { now } = arrival
  const official = await officialWaiting(database, { ...arrival, awaits: 'code' })
  const { userName, accountId } = official
  const tried = {
    userName,
    address: addressGroup(arrival.address),
    device: await knownDevice(database, { secret: arrival.deviceSecret, userName }),
    kind: 'code',
    now,
  } as const
  await tryOnce(database, tried, () => useCode(database, encryption, { accountId, typed, now }))
  return instead(database, accountId, arrival)
}

/** The second step for who must have a second factor and has none yet. Answers its recovery codes too. */
export async function setUpWhileSigningIn(
  database: Database,
  encryption: Encryption,
  { secret, typed, ...arrival }: { secret: string; typed: string } & Waiting & Arrival,
): Promise<{ admission: Admission; recoveryCodes: string[] }> {
  const official = await officialWaiting(database, { ...arrival, awaits: 'set-up' })
  return inTransaction(database, async (transaction) => ({
    recoveryCodes: await setUpSecondFactor(transaction, encryption, official, { secret, typed, now: arrival.now }),
    admission: await instead(transaction, official.accountId, arrival),
  }))
}

function instead(database: Database, accountId: string, arrival: Waiting & Arrival): Promise<Admission> {
  return inTransaction(database, async (transaction) => {
    if (arrival.waitingSession !== undefined) await endSession(transaction, arrival.waitingSession)
    return admitWholly(transaction, accountId, arrival)
  })
}
