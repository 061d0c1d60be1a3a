import { expect, test } from 'vitest'
import { appealOutcome, mayAppeal } from './appeal.ts'

test('an appeal is accepted, accepted in part or refused by the points that are given', () => {
  expect(appealOutcome(300, 200, 300)).toBe('accepted')
  expect(appealOutcome(300, 200, 250)).toBe('partly')
  expect(appealOutcome(300, 200, 200)).toBe('refused')
  // Given more than was asked is neither all of it nor nothing.
  expect(appealOutcome(300, 200, 350)).toBe('partly')
})

test('an appeal is possible between the verification and the decision', () => {
  expect(mayAppeal('verifying', 'verified')).toBe(true)
  expect(mayAppeal('verifying', 'submitted')).toBe(false)
  expect(mayAppeal('decided', 'verified')).toBe(false)
})
