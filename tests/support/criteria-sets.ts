import type { CriteriaNode, CriteriaSet, Criterion } from '../../src/modules/criteria/rules/criteria-set.ts'
import { DEMONSTRATION_SET } from '../../src/modules/criteria/rules/demonstration-set.ts'

/** A criterion marked freely up to its maximum. */
export const freeCriterion = (code: string, maxPoints: string | null, rest: Partial<Criterion> = {}): Criterion => ({
  code,
  title: `Tiêu chí ${code}`,
  maxPoints,
  scorer: 'unit',
  method: { kind: 'free' },
  ...rest,
})

export const criteriaGroup = (
  code: string,
  maxPoints: string | null,
  children: readonly CriteriaNode[],
  rest = {},
): CriteriaNode => ({ code, title: `Nhóm ${code}`, maxPoints, children, ...rest })

const WITHOUT_CONDITIONS = { knockOuts: [], ceilings: [], notRankedWhen: [], quotas: [], tieOrder: [] }

/** Ten base points, 4 and 6, two decimals, three ranks. */
export const SMALL_SET: CriteriaSet = {
  ...DEMONSTRATION_SET,
  ...WITHOUT_CONDITIONS,
  scale: { baseMaximum: '10', decimals: 2, rounding: 'half-up' },
  groups: [
    criteriaGroup('1', '4', [freeCriterion('1.1', '4')]),
    criteriaGroup('2', '6', [freeCriterion('2.1', '3.5'), freeCriterion('2.2', '2.5')]),
  ],
  ranks: [
    { title: 'Tốt', from: '8' },
    { title: 'Đạt', from: '5' },
    { title: 'Chưa đạt', from: '0' },
  ],
}
/** Figures that give every point of it. */
export const FULL_FIGURES = { '1.1': 4, '2.1': 3.5, '2.2': 2.5 }

/** One group of ten points, one decimal, in which nothing is wrong. */
export const SOUND_SET: CriteriaSet = {
  ...DEMONSTRATION_SET,
  ...WITHOUT_CONDITIONS,
  scale: { baseMaximum: '10', decimals: 1, rounding: 'half-up' },
  groups: [criteriaGroup('1', '10', [freeCriterion('1.1', '6'), freeCriterion('1.2', '4')])],
  ranks: [
    { title: 'Tốt', from: '8' },
    { title: 'Đạt', from: '5', below: '8' },
    { title: 'Chưa đạt', from: '0', below: '5' },
  ],
}
