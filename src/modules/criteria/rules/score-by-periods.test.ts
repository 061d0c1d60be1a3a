import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCriteriaSet } from './compile-criteria-set.ts'
import type { CriteriaSet } from './criteria-set.ts'
import { complement } from './exact.ts'
import { totalOfParts } from './score-by-periods.ts'

function compiled(baseMaximum: string, decimals: number) {
  const set: CriteriaSet = {
    ...{ id: 'bo', title: 'Bộ', legalAct: { number: '1/QĐ-UBND', date: '2026-01-01', issuer: 'UBND tỉnh' } },
    effective: { from: '2026-01-01' },
    years: [{ year: 2026, from: '2026-01-01', to: '2026-12-31' }],
    unitKinds: [{ code: 'xa', title: 'Xã' }],
    scale: { baseMaximum, decimals, rounding: 'half-up' },
    notApplicable: 'full',
    groups: [{ code: '1', title: 'Việc', maxPoints: baseMaximum, scorer: 'unit', method: { kind: 'free' } }],
    ranks: [{ title: 'Đạt', from: '0' }],
  }
  return compileCriteriaSet(set)
}

/** What points of two parts come to, given in the smallest parts of their scales. */
function yearOf(
  [first, second]: readonly [ReturnType<typeof compiled>, ReturnType<typeof compiled>],
  [before, after]: readonly [number, number],
  percent: string,
) {
  return totalOfParts([
    {
      part: { from: '2026-01-01', to: '2026-08-06', percent },
      compiled: first,
      total: first.scale.write(before),
    },
    {
      part: { from: '2026-08-07', to: '2026-12-31', percent: complement(percent) },
      compiled: second,
      total: second.scale.write(after),
    },
  ])
}

const sets = fc
  .tuple(
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: 3 }),
  )
  .map(([one, other, coarse, fine]) => [compiled(String(one), coarse), compiled(String(other), fine)] as const)
const percents = fc.integer({ min: 1, max: 999 }).map((tenths) => (tenths / 10).toFixed(1))
const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('the points of a year of two parts', () => {
  test('are all that the year can give when both parts are full, and nothing when both are empty', () => {
    fc.assert(
      fc.property(sets, percents, ([first, second], percent) => {
        const most = [first.baseMaximum, second.baseMaximum] as const
        expect(yearOf([first, second], most, percent).total).toBe(second.scale.write(second.baseMaximum))
        expect(yearOf([first, second], [0, 0], percent).total).toBe(second.scale.write(0))
      }),
      { numRuns: 2000 },
    )
  })

  test('stay between nothing and all, and never fall when a part rises', () => {
    fc.assert(
      fc.property(sets, percents, share, share, share, ([first, second], percent, before, more, after) => {
        const low = Math.floor(before * first.baseMaximum)
        const high = low + Math.floor(more * (first.baseMaximum - low))
        const rest = Math.floor(after * second.baseMaximum)
        const total = (points: number) => second.scale.toParts(yearOf([first, second], [points, rest], percent).total)
        expect(total(low)).toBeGreaterThanOrEqual(0)
        expect(total(high)).toBeLessThanOrEqual(second.baseMaximum)
        expect(total(high)).toBeGreaterThanOrEqual(total(low))
      }),
      { numRuns: 3000 },
    )
  })

  test('say so where rounding once gives another sum than the parts rounded', () => {
    const whole = compiled('100', 0)
    const { total, explanation } = yearOf([whole, whole], [100, 100], '62.5')
    expect(total).toBe('100')
    expect(explanation).toContain('= 63 điểm; ')
    expect(explanation).toMatch(/= 38 điểm → cả năm 100 điểm \(cộng số chưa làm tròn, rồi làm tròn một lần\)$/)
  })
})
