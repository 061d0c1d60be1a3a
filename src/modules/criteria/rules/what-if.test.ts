import { describe, expect, test } from 'vitest'
import { compileCriteriaSet } from './compile-criteria-set.ts'
import type { CriteriaSet } from './criteria-set.ts'
import { scoreUnit } from './score-unit.ts'
import { nextRank, whatIf } from './what-if.ts'

const SET: CriteriaSet = {
  id: 'thu',
  title: 'Bộ thử',
  legalAct: { number: '1', date: '2026-01-01', issuer: 'UBND tỉnh' },
  effective: { from: '2026-01-01' },
  years: [{ year: 2026, from: '2026-01-01', to: '2026-12-31' }],
  unitKinds: [{ code: 'xa', title: 'Xã' }],
  scale: { baseMaximum: '10', decimals: 1, rounding: 'half-up' },
  notApplicable: 'full',
  groups: [
    { code: '1', title: 'Kế hoạch', maxPoints: '4', scorer: 'unit', method: { kind: 'yes-no' } },
    {
      code: '2',
      title: 'Đối thoại',
      maxPoints: '6',
      scorer: 'unit',
      method: { kind: 'per-item', items: [{ of: { figure: 'n', title: 'cuộc' }, each: '2' }] },
    },
  ],
  ranks: [
    { title: 'Tốt', from: '8' },
    { title: 'Đạt', from: '5' },
    { title: 'Chưa đạt', from: '0' },
  ],
  knockOuts: [{ code: 'L', title: 'Không gửi báo cáo', rank: 'Chưa đạt' }],
}
const compiled = compileCriteriaSet(SET)
const inputs = { unit: { kind: 'xa' }, year: 2026, figures: { 1: true, n: 1 } }

describe('changing one figure', () => {
  test('shows the points and the rank that would follow, and changes nothing else', () => {
    const { before, after, changed } = whatIf(compiled, inputs, {}, { code: 'n', value: 2 })
    expect([before.total, before.rank, after.total, after.rank]).toEqual(['6.0', 'Đạt', '8.0', 'Tốt'])
    expect(changed.map((each) => [each.before.code, each.before.points, each.after.points])).toEqual([
      ['2', '2.0', '4.0'],
    ])
    expect(inputs.figures).toEqual({ 1: true, n: 1 })
  })

  test('shows itself even where somebody had given other points, and leaves the points of other criteria', () => {
    const { before, after } = whatIf(compiled, inputs, { 1: '1', 2: '0' }, { code: 'n', value: 3 })
    expect([before.total, after.total]).toEqual(['1.0', '7.0'])
  })
})

describe('what separates a unit from the next rank', () => {
  const next = (figures: object) => nextRank(compiled, scoreUnit(compiled, { ...inputs, figures: { ...figures } }))

  test('is the points missing and where they can be had', () => {
    expect(next({ 1: true, n: 1 })).toEqual({
      rank: 'Tốt',
      missing: '2.0',
      heldBy: [],
      room: [{ code: '2', title: 'Đối thoại', points: '4.0' }],
    })
  })

  test('is a rule alone where the points would do', () => {
    expect(next({ 1: true, n: 3, L: true })).toMatchObject({
      rank: 'Đạt',
      missing: '0.0',
      heldBy: [expect.stringContaining('Không gửi báo cáo')],
    })
  })

  test('is nothing for the best rank', () => {
    expect(next({ 1: true, n: 3 })).toBeNull()
  })
})
