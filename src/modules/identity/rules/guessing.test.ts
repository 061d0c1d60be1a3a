import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressGroup, type Failures, type FailuresBefore, nextTryAt, waitInWords } from './guessing.ts'

const LAST = new Date('2026-11-22T01:00:00Z')
const NONE: Failures = { count: 0, lastAt: null }
const failed = (count: number): Failures => ({ count, lastAt: LAST })
const before = (given: Partial<FailuresBefore>): FailuresBefore => ({
  device: null,
  pair: NONE,
  address: NONE,
  codes: NONE,
  ...given,
})
const waitInSeconds = (given: Partial<FailuresBefore>) => {
  const until = nextTryAt(before(given))
  return until === null ? 0 : (until.getTime() - LAST.getTime()) / 1000
}

describe('the wait after wrong passwords', () => {
  test.each([
    [3, 0],
    [4, 15],
    [5, 30],
    [6, 60],
    [9, 480],
    [10, 900],
    [50, 900],
  ])('after %i of one name from one address is %i seconds', (failures, seconds) => {
    expect(waitInSeconds({ pair: failed(failures) })).toBe(seconds)
  })

  test.each([
    [39, 0],
    [40, 15],
    [49, 15],
    [50, 30],
    [200, 900],
  ])('after %i of many names from one address is %i seconds', (failures, seconds) => {
    expect(waitInSeconds({ address: failed(failures) })).toBe(seconds)
  })

  test('never grows for a known device by what others do', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(500), fc.nat(20), (pair, address, codes, own) => {
        const others = { pair: failed(pair), address: failed(address), codes: failed(codes) }
        expect(waitInSeconds({ ...others, device: failed(own) })).toBe(waitInSeconds({ device: failed(own) }))
      }),
    )
  })

  test('never shrinks with another failure, and is never longer than a quarter of an hour', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.constantFrom('pair', 'address', 'codes', 'device'), (count, kind) => {
        const wait = waitInSeconds({ [kind]: failed(count) })
        expect(waitInSeconds({ [kind]: failed(count + 1) })).toBeGreaterThanOrEqual(wait)
        expect(wait).toBeLessThanOrEqual(900)
      }),
    )
  })
})

test.each([
  [0, '1 giây'],
  [15_000, '15 giây'],
  [61_000, '2 phút'],
])('%i milliseconds are said as %s', (milliseconds, words) => {
  expect(waitInWords(LAST, new Date(LAST.getTime() + milliseconds))).toBe(words)
})

test.each([
  ['203.113.5.9', '203.113.5.9'],
  ['::ffff:203.113.5.9', '203.113.5.9'],
  ['2001:ee0:4f1a:0010:1:2:3:4', '2001:ee0:4f1a:10::/64'],
  ['2001:ee0:4f1a:10:ffff::1', '2001:ee0:4f1a:10::/64'],
  ['2001:EE0::1', '2001:ee0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('tries from %s are counted under %s', (address, group) => {
  expect(addressGroup(address)).toBe(group)
})
