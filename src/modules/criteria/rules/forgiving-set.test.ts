import { describe, expect, test } from 'vitest'
import { compileCriteriaSet } from './compile-criteria-set.ts'
import { DEMONSTRATION_SET } from './demonstration-set.ts'
import { forgiving, refuseContradiction } from './forgiving-set.ts'
import { scoreUnit } from './score-unit.ts'
import type { UnitInputs } from './unit-inputs.ts'

const strict = compileCriteriaSet(DEMONSTRATION_SET)
const compiled = forgiving(strict)
const contradicting: UnitInputs = {
  unit: { kind: 'locality', block: 'X' },
  year: 2025,
  figures: { 'opinion.answered': 3, 'opinion.recorded': 0, 'plan.issued': 1 },
}

describe('a sheet with figures that contradict each other', () => {
  test('is scored all the same: their criterion counts as missing and says why', () => {
    expect(() => scoreUnit(strict, contradicting)).toThrow()
    const scored = scoreUnit(compiled, contradicting)
    expect(scored.criteria.find((each) => each.code === '6.2')).toMatchObject({
      points: '0.00',
      state: 'missing',
      explanation: expect.stringContaining('bằng 0'),
    })
    expect(scored.criteria.find((each) => each.code === '1.1')?.points).toBe('4.00')
  })
  test('is no longer in contradiction when the criterion is said not to apply', () => {
    const scored = scoreUnit(compiled, { ...contradicting, notApplicable: ['6.2'] })
    expect(scored.criteria.find((each) => each.code === '6.2')).toMatchObject({ points: '5.00' })
  })
  test('is refused to who has just typed one of them, and to nobody else', () => {
    expect(() => refuseContradiction(compiled, contradicting, ['opinion.answered'])).toThrow(
      expect.objectContaining({ code: 'criteria.part-without-whole' }),
    )
    expect(() => refuseContradiction(compiled, contradicting, ['plan.issued'])).not.toThrow()
    expect(() =>
      refuseContradiction(compiled, { ...contradicting, notApplicable: ['6.2'] }, ['opinion.answered']),
    ).not.toThrow()
  })
})

describe('a sheet without contradictions', () => {
  test('comes out the same to the digit', () => {
    const inputs: UnitInputs = {
      ...contradicting,
      figures: {
        'plan.issued': 1,
        '1.2': '2025-05-10',
        'task.assigned': 3,
        'task.completed': 2,
        'chi-so-hai-long': '81.3',
      },
    }
    expect(scoreUnit(compiled, inputs)).toEqual(scoreUnit(strict, inputs))
  })
})
