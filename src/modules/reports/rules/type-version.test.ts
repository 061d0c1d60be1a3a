import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { periodByVersions, versionInForce } from './type-version.ts'

const VERSIONS = [
  { number: 3, validFrom: '2027-01-01', cutOff: 'mid-month' as const },
  { number: 1, validFrom: null, cutOff: 'calendar' as const },
  { number: 2, validFrom: '2026-10-01', cutOff: 'calendar' as const },
]

describe('the version by which a period is reported', () => {
  test.each([
    ['2026-Q3', 1],
    ['2026-Q4', 2],
    ['2026', 2],
    ['2027-Q1', 3],
    // Its last day is 14 January 2027 by the third version and 31 January by the second.
    ['2027-M01', 3],
    ['2026-09-15..2026-10-01', 2],
    ['1999', 1],
  ])('%s: version %i', (code, number) => {
    expect(periodByVersions(VERSIONS, code)?.number).toBe(number)
  })

  test('is the first one for what came before all', () => {
    const begun = VERSIONS.filter(({ validFrom }) => validFrom !== null)
    expect(periodByVersions(begun, '2020-Q1')?.number).toBe(2)
    expect(versionInForce(begun, '2020-01-01')?.number).toBe(2)
  })
})

test('the version in force on a day never goes back as days go on, in whatever order versions are told', () => {
  const day = fc.integer({ min: 2020, max: 2029 }).map((year) => `${year}-06-01`)
  fc.assert(
    fc.property(fc.shuffledSubarray(VERSIONS, { minLength: 3 }), day, day, (versions, one, other) => {
      const [earlier, later] = [one, other].sort()
      const numberOn = (on: string | undefined) => versionInForce(versions, on ?? '')?.number ?? 0
      expect(numberOn(earlier)).toBeLessThanOrEqual(numberOn(later))
      expect(versionInForce([...versions].reverse(), one)).toEqual(versionInForce(versions, one))
    }),
  )
})
