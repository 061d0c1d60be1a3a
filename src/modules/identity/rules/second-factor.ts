/** How many recovery codes one gets at a time. */
export const RECOVERY_CODES = 10

/** Letters and digits of a recovery code: none that is mistaken for another. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const SIGNS_PER_GROUP = 4

/** What was typed where a code is asked for. */
export type TypedCode = { kind: 'time'; code: string } | { kind: 'recovery'; code: string }

/** Reads a typed code: six digits of the app, or a recovery code; spaces, hyphens and capitals don't matter. Null: neither. */
export function readTypedCode(typed: string): TypedCode | null {
  const plain = typed.toLowerCase().replace(/[\s-]/g, '')
  if (/^\d{6}$/.test(plain)) return { kind: 'time', code: plain }
  if (plain.length === GROUPS * SIGNS_PER_GROUP && [...plain].every((sign) => SIGNS.includes(sign))) {
    return { kind: 'recovery', code: plain }
  }
  return null
}

/** A recovery code from random bytes (at least 16), as it is shown: `k7mx-92hd-pqwe-4f8s`. About 79 bits of chance. */
export function recoveryCodeFrom(random: Uint8Array): string {
  const signs = [...random.slice(0, GROUPS * SIGNS_PER_GROUP)].map((byte) => SIGNS[byte % SIGNS.length] ?? '')
  return Array.from({ length: GROUPS }, (_, group) =>
    signs.slice(group * SIGNS_PER_GROUP, (group + 1) * SIGNS_PER_GROUP).join(''),
  ).join('-')
}

/** A secret as one types it into an app: `JBSW Y3DP …`. */
export function inFours(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? []).join(' ')
}
