import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inFours, readTypedCode, recoveryCodeFrom } from './second-factor.ts'

describe('a typed code', () => {
  test.each([
    ['123456', { kind: 'time', code: '123456' }],
    [' 123 456 ', { kind: 'time', code: '123456' }],
    ['K7MX-92HD-PQWE-4F8S', { kind: 'recovery', code: 'k7mx92hdpqwe4f8s' }],
    ['12345', null],
    ['1234567', null],
    ['k7mx-92hd-pqwe', null],
    ['', null],
  ])('“%s” is read', (typed, read) => {
    expect(readTypedCode(typed)).toEqual(read)
  })

  test('is a recovery code however one is made', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (random) => {
        const code = recoveryCodeFrom(random)
        expect(code).toMatch(/^(\w{4}-){3}\w{4}$/)
        expect(readTypedCode(code)).toEqual({ kind: 'recovery', code: code.replaceAll('-', '') })
      }),
    )
  })
})

test('a secret is written in fours', () => {
  expect(inFours('JBSWY3DPEH')).toBe('JBSW Y3DP EH')
})
