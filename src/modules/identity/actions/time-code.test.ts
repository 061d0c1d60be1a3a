import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { Secret } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { newTimeSecret, timeSecretAddress, timeStepOf } from './time-code.ts'

/** The code of RFC 4226 for a counter, computed from the text of the standard and not with the library under test. */
function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', Buffer.from(Secret.fromBase32(secret).bytes))
    .update(counter)
    .digest()
  const offset = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

// The secret “12345678901234567890” of RFC 6238, appendix B; the six last digits of its eight.
const STANDARD = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('a code of the app', () => {
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at second %i of the standard is %s', (seconds, code) => {
    expect(timeStepOf(STANDARD, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30))
  })

  test('is taken one step before and one after its own, and no further', () => {
    const steps = fc.integer({ min: 50_000_000, max: 80_000_000 })
    fc.assert(
      fc.property(steps, fc.integer({ min: -4, max: 4 }), fc.integer({ min: 0, max: 29_999 }), (step, drift, rest) => {
        const secret = newTimeSecret()
        const code = codeAt(secret, step + drift)
        // Codes of six digits meet by chance once in a few hundred thousand tries.
        const others = [-1, 0, 1].filter((each) => each !== drift).map((each) => codeAt(secret, step + each))
        fc.pre(!others.includes(code))
        const taken = timeStepOf(secret, code, new Date(step * 30_000 + rest))
        expect(taken).toBe(Math.abs(drift) <= 1 ? step + drift : null)
      }),
    )
  })

  test('comes from a picture that names the system and the account', () => {
    const address = new URL(timeSecretAddress(STANDARD, 'mai.nt'))
    expect(decodeURIComponent(address.pathname)).toBe('/Dân vận chính quyền:mai.nt')
    expect(address.searchParams.get('secret')).toBe(STANDARD)
    expect(address.searchParams.get('issuer')).toBe('Dân vận chính quyền')
  })
})
