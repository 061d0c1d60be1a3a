import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { continueAddress } from './continue-address.ts'

describe('the address to continue at', () => {
  test.each(['/', '/activities/17', '/people?words=%C4%91&page=2', '/figures#a'])(
    'is %s as it was asked',
    (address) => {
      expect(continueAddress(address)).toBe(address)
    },
  )

  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n//evil.example',
    '/\u0000/evil.example',
    '\\/evil.example',
    ' //evil.example',
    'javascript:alert(1)',
    'activities',
    '/a\r\nset-cookie: danvan_session=1',
    '/trang chủ',
    '',
    undefined,
    ['/a', '/b'],
    `/${'a'.repeat(3000)}`,
  ])('is the first page instead of %j', (asked) => {
    expect(continueAddress(asked)).toBe('/')
  })

  test('never leaves this site', () => {
    const nasty = fc.string({ unit: fc.constantFrom(...'/\\:.@?#%\t\n\r ae\u0000\u00a0', 'evil.example', 'http') })
    fc.assert(
      fc.property(nasty, (asked) => {
        const url = new URL(continueAddress(asked), 'https://danvan.example')
        expect(url.origin).toBe('https://danvan.example')
      }),
      { numRuns: 2000 },
    )
  })
})
