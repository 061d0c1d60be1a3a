import { expect, test } from 'vitest'
import { isTooFewToTell, PUBLIC_INDICATORS } from './public-figure.ts'

test.each([
  ['petition.received', 0, false],
  ['petition.received', 1, true],
  ['petition.answered', 4, true],
  ['petition.received', 5, false],
  ['dialogue.count', 1, false],
])('the figure %s of %i is told only roughly: %s', (code, value, isRough) => {
  expect(isTooFewToTell(code, value)).toBe(isRough)
})

test('neither cases under way nor people of an office are public', () => {
  for (const code of ['petition.open', 'staff.count', 'standing-body.members', 'rank.not-completed']) {
    expect(PUBLIC_INDICATORS).not.toContain(code)
  }
})
