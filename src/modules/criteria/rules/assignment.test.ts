import { expect, test } from 'vitest'
import { assignedTo, codesDownTo, isMineToMark } from './assignment.ts'
import { DEMONSTRATION_SET } from './demonstration-set.ts'

const assignments = [
  { accountId: 'an', unitId: '1', criterionCode: null },
  { accountId: 'binh', unitId: null, criterionCode: '9' },
]

test('the work of a team is shared by units and by criteria, groups reaching down to their criteria', () => {
  const codes = codesDownTo(DEMONSTRATION_SET, '9.2')
  expect(codes).toEqual(['9', '9.2'])
  expect(assignedTo(assignments, '1', codes)).toEqual(['an', 'binh'])
  expect(assignedTo(assignments, '2', codes)).toEqual(['binh'])
  expect(isMineToMark(assignments, 'an', '2', codes)).toBe(false)
  expect(isMineToMark(assignments, 'an', '1', codes)).toBe(true)
})

test('what was given to nobody is anybody’s', () => {
  expect(isMineToMark(assignments, 'chi', '2', codesDownTo(DEMONSTRATION_SET, '1.1'))).toBe(true)
  expect(codesDownTo(DEMONSTRATION_SET, '77')).toEqual([])
})
