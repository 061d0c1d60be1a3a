import { Secret, TOTP } from 'otpauth'

/** One code lives this long (RFC 6238). */
const STEP_IN_SECONDS = 30

/** A clock may be one step before or behind ours. */
const DRIFT_IN_STEPS = 1

const codesOf = (secret: string, label: string) =>
  new TOTP({
    issuer: 'Dân vận chính quyền',
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_IN_SECONDS,
  })

/** A new secret for an app that shows codes: 160 bits, in base 32. */
export function newTimeSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** What the picture for the app says: `otpauth://totp/…`. */
export function timeSecretAddress(secret: string, userName: string): string {
  return codesOf(secret, userName).toString()
}

/** The time step to which the code belongs, when it is one of those that may be used now; else null. */
export function timeStepOf(secret: string, code: string, now: Date): number | null {
  const drift = codesOf(secret, '').validate({ token: code, timestamp: now.getTime(), window: DRIFT_IN_STEPS })
  return drift === null ? null : Math.floor(now.getTime() / 1000 / STEP_IN_SECONDS) + drift
}
