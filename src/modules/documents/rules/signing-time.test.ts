import { expect, test } from 'vitest'
import { signingTime } from './signing-time.ts'

test('the time of a signature is written in the time of Viet Nam, whichever the day there', () => {
  expect(signingTime(new Date('2026-11-23T02:05:07.900Z'))).toBe('2026-11-23T09:05:07+07:00')
  expect(signingTime(new Date('2026-12-31T17:00:00Z'))).toBe('2027-01-01T00:00:00+07:00')
})
