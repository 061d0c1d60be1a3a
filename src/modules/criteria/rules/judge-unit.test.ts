import { describe, expect, test } from 'vitest'
import { FULL_FIGURES, SMALL_SET } from '../../../../tests/support/criteria-sets.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { compileCriteriaSet } from './compile-criteria-set.ts'
import type { CriteriaSet } from './criteria-set.ts'
import { scoreUnit } from './score-unit.ts'
import type { UnitInputs } from './unit-inputs.ts'

function score(changes: Partial<CriteriaSet>, inputs: Partial<UnitInputs> = {}) {
  const compiled = compileCriteriaSet({ ...SMALL_SET, ...changes })
  return scoreUnit(compiled, { unit: { kind: 'locality' }, year: 2025, figures: FULL_FIGURES, ...inputs })
}

const codeOfRefusal = (attempt: () => unknown) => {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'nothing refused'
}

describe('the rank of a unit', () => {
  const at = (hundredths: number) => {
    const upTo = (from: number, most: number) => Math.max(0, Math.min(hundredths - from, most)) / 100
    return score({}, { figures: { '1.1': upTo(600, 400), '2.1': upTo(0, 350), '2.2': upTo(350, 250) } })
  }

  test('has its lower bound inside', () => {
    expect([at(800), at(799), at(500), at(499), at(0)].map((each) => [each.total, each.rank])).toEqual([
      ['8.00', 'Tốt'],
      ['7.99', 'Đạt'],
      ['5.00', 'Đạt'],
      ['4.99', 'Chưa đạt'],
      ['0.00', 'Chưa đạt'],
    ])
  })

  test('is forced by a knock-out whatever the points', () => {
    const knockOuts = [{ code: 'L1', title: 'Không gửi báo cáo', rank: 'Chưa đạt' }]
    const scored = score({ knockOuts }, { figures: { ...FULL_FIGURES, L1: true } })
    expect(scored).toMatchObject({ total: '10.00', rankByPoints: 'Tốt', rank: 'Chưa đạt' })
    expect(scored.effects).toContainEqual({
      kind: 'knock-out',
      code: 'L1',
      applied: true,
      explanation: 'Không gửi báo cáo: có → xếp loại “Chưa đạt” dù được bao nhiêu điểm',
    })
    expect(score({ knockOuts }).effects).toContainEqual({
      kind: 'knock-out',
      code: 'L1',
      applied: false,
      explanation: 'Không gửi báo cáo: chưa trả lời → không bị loại',
    })
  })

  test('follows the worst of several knock-outs, in whatever order they stand', () => {
    const knockOuts = [
      { code: 'L1', title: 'Một', rank: 'Chưa đạt' },
      { code: 'L2', title: 'Hai', rank: 'Đạt' },
    ]
    const inputs = { figures: { ...FULL_FIGURES, L1: true }, events: [{ criterion: 'L2', count: 1 }] }
    expect(score({ knockOuts }, inputs).rank).toBe('Chưa đạt')
    expect(score({ knockOuts: knockOuts.toReversed() }, inputs).rank).toBe('Chưa đạt')
  })

  test('is held down by a ceiling on the points of a group', () => {
    const ceilings = [
      {
        code: 'K1',
        title: 'Nhóm 2 dưới một nửa',
        when: { percentOf: '2', is: 'less-than' as const, value: '50' },
        notAbove: 'Đạt',
      },
    ]
    const scale = { ...SMALL_SET.scale, baseMaximum: '10' }
    const ranks = [{ title: 'Tốt', from: '6' }, ...SMALL_SET.ranks.slice(1)]
    const scored = score({ ceilings, scale, ranks }, { figures: { '1.1': 4, '2.1': 2.99, '2.2': 0 } })
    expect(scored).toMatchObject({ total: '6.99', rankByPoints: 'Tốt', rank: 'Đạt' })
    expect(scored.effects).toContainEqual({
      kind: 'ceiling',
      code: 'K1',
      applied: true,
      explanation: 'Nhóm 2 dưới một nửa (mục 2 đạt ≈ 49,83% điểm tối đa (điều kiện: dưới 50%)) → không xếp trên “Đạt”',
    })
    expect(score({ ceilings, scale, ranks }, { figures: { '1.1': 4, '2.1': 3, '2.2': 0 } }).rank).toBe('Tốt')
  })

  test('takes a share only of what the unit could have had', () => {
    const ceilings = [
      {
        code: 'K1',
        title: 'Nhóm 2 yếu',
        when: { percentOf: '2', is: 'less-than' as const, value: '90' },
        notAbove: 'Đạt',
      },
    ]
    const scored = score({ ceilings, notApplicable: 'rescale' }, { notApplicable: ['2.2'] })
    expect(scored).toMatchObject({ total: '10.00', rank: 'Tốt' })
  })

  test('is not above a rank that another body has', () => {
    const ceilings = [
      { code: 'K1', title: 'Xếp loại của tổ chức đảng', notAboveRankOf: { figure: 'party', holds: 'rank' as const } },
    ]
    expect(score({ ceilings }, { figures: { ...FULL_FIGURES, party: 'Đạt' } }).rank).toBe('Đạt')
    expect(score({ ceilings }).rank).toBe('Tốt')
    expect(codeOfRefusal(() => score({ ceilings }, { figures: { ...FULL_FIGURES, party: 'Giỏi' } }))).toBe(
      'criteria.no-such-rank',
    )
  })

  test('is withheld with a reason, which is not the lowest rank', () => {
    const notRankedWhen = [{ code: 'KXL', title: 'Mới thành lập' }]
    expect(score({ notRankedWhen }, { figures: { ...FULL_FIGURES, KXL: true } })).toMatchObject({
      total: '10.00',
      rank: null,
      rankByPoints: null,
      notRanked: 'Mới thành lập',
    })
    expect(score({}, { notRanked: 'Đang giải thể' })).toMatchObject({ rank: null, notRanked: 'Đang giải thể' })
  })
})
