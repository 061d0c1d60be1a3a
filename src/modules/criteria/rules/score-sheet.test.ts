import { describe, expect, test } from 'vitest'
import { compileCriteriaSet } from './compile-criteria-set.ts'
import { DEMONSTRATION_SET } from './demonstration-set.ts'
import { criteriaFor, selfMaximum, selfScore } from './score-sheet.ts'
import { scoreUnit } from './score-unit.ts'

const compiled = compileCriteriaSet(DEMONSTRATION_SET)
const inputs = { unit: { kind: 'locality', block: 'X' }, year: 2025, figures: { 'plan.issued': 1, '9.2': true } }

describe('a self-assessment', () => {
  test('counts only what the unit scores: what others score stands at nought', () => {
    const scored = selfScore(compiled, inputs)
    expect(scored.criteria.find((each) => each.code === '1.1')?.points).toBe('4.00')
    // Without a case of discipline the method alone would give 5,00, and that is for the verifier to say.
    expect(scored.criteria.find((each) => each.code === '5.1')?.points).toBe('0.00')
    expect(scoreUnit(compiled, inputs).criteria.find((each) => each.code === '5.1')?.points).toBe('5.00')
  })
  test('is read beside the most that units can give themselves', () => {
    expect(selfMaximum(compiled, 'locality')).toBe('70.00')
  })
  test('shows a unit only the criteria of its kind', () => {
    const codes = criteriaFor(DEMONSTRATION_SET, 'locality').map((criterion) => criterion.code)
    expect(codes).toContain('6.1b')
    expect(codes).not.toContain('6.1a')
  })
})
