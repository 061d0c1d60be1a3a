import { describe, expect, test } from 'vitest'
import { criteriaGroup, freeCriterion, SOUND_SET } from '../../../../../tests/support/criteria-sets.ts'
import { checkSet } from '../check-set.ts'
import type { CriteriaSet, Criterion } from '../criteria-set.ts'
import type { ScoringMethod } from '../scoring-method.ts'

const codesOf = (changes: Partial<CriteriaSet>) => checkSet({ ...SOUND_SET, ...changes }).map((problem) => problem.code)

/** What is wrong when the first criterion, of six points, is scored so. */
const methodCodes = (method: ScoringMethod, rest: Partial<Criterion> = {}) =>
  codesOf({
    groups: [criteriaGroup('1', '10', [freeCriterion('1.1', '6', { method, ...rest }), freeCriterion('1.2', '4')])],
  })

describe('steps', () => {
  const steps = (list: Extract<ScoringMethod, { kind: 'steps' }>['steps'], ratio = true) =>
    methodCodes({
      kind: 'steps',
      of: ratio
        ? { numerator: { figure: 'a', title: 'phần' }, denominator: { figure: 'b', title: 'tất cả' } }
        : { figure: 'a', title: 'cuộc' },
      steps: list,
    })

  test('that fit together are sound', () => {
    expect(
      steps([
        { from: '90', points: '6' },
        { from: '50', below: '90', points: '3' },
        { below: '50', points: '0' },
      ]),
    ).toEqual([])
    expect(
      steps([
        { above: '90', to: '100', points: '6' },
        { above: '50', to: '90', points: '3' },
        { to: '50', points: '0' },
      ]),
    ).toEqual([])
  })

  test('that overlap, even in one value, are found', () => {
    expect(
      steps([
        { from: '90', points: '6' },
        { from: '50', to: '90', points: '3' },
        { below: '50', points: '0' },
      ]),
    ).toEqual(['steps-overlap'])
    expect(
      steps([
        { from: '50', points: '6' },
        { from: '60', below: '70', points: '3' },
        { below: '50', points: '0' },
      ]),
    ).toEqual(['steps-overlap'])
  })

  test('that leave a gap are found', () => {
    expect(
      steps([
        { above: '90', points: '6' },
        { from: '50', below: '90', points: '3' },
        { below: '50', points: '0' },
      ]),
    ).toEqual(['steps-leave-gap'])
    expect(
      steps([
        { from: '90', points: '6' },
        { below: '50', points: '0' },
      ]),
    ).toEqual(['steps-leave-gap'])
    expect(
      steps([
        { from: '50', below: '100', points: '6' },
        { below: '50', points: '0' },
      ]),
    ).toEqual(['steps-end-early'])
  })

  test('that start above nought are doubtful', () => {
    expect(
      steps([
        { from: '90', points: '6' },
        { from: '50', below: '90', points: '3' },
      ]),
    ).toEqual(['steps-start-late'])
  })

  test('that nothing can reach are found', () => {
    expect(
      steps([
        { from: '90', points: '6' },
        { from: '80', below: '70', points: '4' },
        { below: '90', points: '0' },
      ]),
    ).toEqual(['level-out-of-reach'])
    expect(
      steps([
        { from: '0', points: '6' },
        { below: '0', points: '0' },
      ]),
    ).toEqual(['level-out-of-reach'])
    expect(
      steps([
        { above: '100', points: '6' },
        { to: '100', points: '5' },
      ]),
    ).toEqual(['level-above-hundred'])
  })

  test('on whole numbers may stand next to each other', () => {
    expect(
      steps(
        [
          { from: '5', points: '6' },
          { from: '0', to: '4', points: '3' },
        ],
        false,
      ),
    ).toEqual(['steps-for-whole-numbers'])
  })

  test('give points within the bounds of the criterion', () => {
    expect(
      steps([
        { from: '50', points: '7' },
        { below: '50', points: '-1' },
      ]),
    ).toEqual(['award-above-maximum', 'award-below-floor'])
    expect(
      steps([
        { from: '50', points: '5.9' },
        { below: '50', points: '0' },
      ]),
    ).toEqual(['maximum-out-of-reach'])
    expect(
      steps([
        { from: '50', percent: '110' },
        { below: '50', points: '0' },
      ]),
    ).toEqual(['bad-percent'])
  })
})

describe('other methods', () => {
  test('need a maximum where they take a share of it', () => {
    const bonus = (method: ScoringMethod) =>
      codesOf({
        groups: [
          ...SOUND_SET.groups,
          criteriaGroup('T', null, [freeCriterion('T.1', null, { method })], { role: 'bonus' }),
        ],
      })
    expect(bonus({ kind: 'yes-no' })).toEqual(['method-needs-maximum'])
    expect(bonus({ kind: 'per-item', items: [{ of: { figure: 'a', title: 'cuộc' }, each: '1' }] })).toEqual([])
  })

  test('deduct from the total only in a deduction group, and below zero', () => {
    const method: ScoringMethod = {
      kind: 'deduction',
      takenFrom: 'total',
      occurrences: [{ of: { figure: 'a', title: 'lần' }, points: '1' }],
    }
    expect(methodCodes(method)).toEqual(['deduction-place'])
    const deduction = (rest: Partial<Criterion>) =>
      codesOf({
        groups: [
          ...SOUND_SET.groups,
          criteriaGroup('X', '0', [freeCriterion('X.1', '0', { method, ...rest })], { role: 'deduction' }),
        ],
      })
    expect(deduction({ minPoints: '-5' })).toEqual([])
    expect(deduction({ minPoints: null })).toEqual([])
    expect(deduction({})).toEqual(['deduction-floor'])
  })

  test('have late steps that days can reach', () => {
    const late = (steps: { upToDays?: number; points: string }[]): ScoringMethod => ({
      kind: 'date',
      limit: { monthDay: '12-05', year: 'same', included: true },
      late: { steps },
    })
    expect(methodCodes(late([{ upToDays: 3, points: '3' }, { points: '0' }]))).toEqual([])
    expect(methodCodes(late([{ points: '3' }, { upToDays: 3, points: '0' }]))).toEqual(['level-out-of-reach'])
    expect(
      methodCodes({ ...late([]), limit: { monthDay: '02-30', year: 'same', included: true } } as ScoringMethod),
    ).toEqual(['no-such-date'])
  })

  test('do not ask for the points of other criteria', () => {
    expect(methodCodes({ kind: 'yes-no', when: { pointsOf: '1.2', is: 'at-least', value: '2' } })).toEqual([
      'condition-on-points',
    ])
  })

  test('choose between levels with different codes', () => {
    const levels = ['A', 'A'].map((code) => ({ code, title: 'mức', points: '6' }))
    expect(methodCodes({ kind: 'levels', levels })).toEqual(['duplicate-code'])
  })
})
