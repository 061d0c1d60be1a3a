import { describe, expect, test } from 'vitest'
import { compileCriteriaSet } from './compile-criteria-set.ts'
import type { CriteriaSet } from './criteria-set.ts'
import { scoreOfParts } from './score-by-periods.ts'
import { scoreUnit } from './score-unit.ts'
import type { ScoringMethod } from './scoring-method.ts'
import { nextRank, whatIf as whatIfOfYear } from './what-if.ts'

const DIALOGUES: ScoringMethod = { kind: 'per-item', items: [{ of: { figure: 'n', title: 'cuộc' }, each: '2' }] }

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
      method: DIALOGUES,
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
const WHOLE = { from: '2026-01-01', to: '2026-12-31', percent: '100' }
const inputs = { unit: { kind: 'xa' }, year: 2026, figures: { 1: true, n: 1 } }

const whatIf = (decided: Readonly<Record<string, string>>, code: string, value: number) =>
  whatIfOfYear([{ part: WHOLE, compiled, inputs, decided }], { place: 0, code, value })

describe('changing one figure', () => {
  test('shows the points and the rank that would follow, and changes nothing else', () => {
    const { before, after, changed } = whatIf({}, 'n', 2)
    expect([before.total, before.rank, after.total, after.rank]).toEqual(['6.0', 'Đạt', '8.0', 'Tốt'])
    expect(changed.map((each) => [each.before.code, each.before.points, each.after.points])).toEqual([
      ['2', '2.0', '4.0'],
    ])
    expect(inputs.figures).toEqual({ 1: true, n: 1 })
  })

  test('shows itself even where somebody had given other points, and leaves the points of other criteria', () => {
    const { before, after } = whatIf({ 1: '1', 2: '0' }, 'n', 3)
    expect([before.total, after.total]).toEqual(['1.0', '7.0'])
  })
})

describe('what separates a unit from the next rank', () => {
  const next = (figures: object) =>
    nextRank([{ part: WHOLE, compiled, scored: scoreUnit(compiled, { ...inputs, figures: { ...figures } }) }])

  test('is the points missing and where they can be had', () => {
    expect(next({ 1: true, n: 1 })).toEqual({
      rank: 'Tốt',
      missing: '2.0',
      heldBy: [],
      room: [{ code: '2', title: 'Đối thoại', part: WHOLE, points: '4.0', ofYear: '4.0' }],
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

describe('a year of two parts', () => {
  const EARLIER = { from: '2026-01-01', to: '2026-08-06', percent: '62.5' }
  const LATER = { from: '2026-08-07', to: '2026-12-31', percent: '37.5' }
  const twice = compileCriteriaSet({
    ...{ ...SET, id: 'moi', title: 'Bộ mới' },
    scale: { baseMaximum: '20', decimals: 2, rounding: 'half-up' },
    groups: [{ code: '2', title: 'Đối thoại', maxPoints: '20', scorer: 'unit', method: DIALOGUES }],
    ranks: [
      { title: 'Tốt', from: '16' },
      { title: 'Chưa đạt', from: '0' },
    ],
  })
  const later = { ...inputs, figures: { n: 5 } }
  const parts = [
    { part: EARLIER, compiled, inputs, decided: {} },
    { part: LATER, compiled: twice, inputs: later, decided: {} },
  ]

  test('is tried as a whole: points and rank of the year, by the function that computes the year', () => {
    // 6/10 × 62,5% of 20 = 7,5 and 10/20 × 37,5% of 20 = 3,75; with two dialogues more in the first part 10/10.
    const { before, after, changed } = whatIfOfYear(parts, { place: 0, code: 'n', value: 3 })
    expect([before.total, before.rank, after.total, after.rank]).toEqual(['11.25', 'Chưa đạt', '16.25', 'Tốt'])
    expect(changed.map((each) => [each.before.code, each.before.points, each.after.points])).toEqual([
      ['2', '2.0', '6.0'],
    ])
    const scored = parts.map((part) => ({ ...part, scored: scoreUnit(part.compiled, part.inputs) }))
    expect(before).toEqual(scoreOfParts(scored))
  })

  test('leaves alone a figure of the same name in the other part', () => {
    const { after, changed } = whatIfOfYear(parts, { place: 1, code: 'n', value: 6 })
    expect([after.total, changed[0]?.after.points]).toEqual(['12.00', '12.00'])
  })

  test('tells where points are left in either part, and what they are worth in the year', () => {
    const scored = parts.map((part) => ({ ...part, scored: scoreUnit(part.compiled, part.inputs) }))
    expect(nextRank(scored)).toEqual({
      ...{ rank: 'Tốt', missing: '4.75', heldBy: [] },
      room: [
        { code: '2', title: 'Đối thoại', part: EARLIER, points: '4.0', ofYear: '5.00' },
        { code: '2', title: 'Đối thoại', part: LATER, points: '10.00', ofYear: '3.75' },
      ],
    })
  })
})
