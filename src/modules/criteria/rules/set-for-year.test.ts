import { describe, expect, test } from 'vitest'
import type { CriteriaSet } from './criteria-set.ts'
import { DEMONSTRATION_SET } from './demonstration-set.ts'
import { setForYear } from './set-for-year.ts'

const set = (id: string, years: readonly number[], rest: Partial<CriteriaSet> = {}): CriteriaSet => ({
  ...DEMONSTRATION_SET,
  id,
  years: years.map((year) => ({ year, from: `${year}-01-01`, to: `${year}-12-31` })),
  ...rest,
})

describe('the set for a year', () => {
  test('is the one that names the year and the kind of unit', () => {
    const agencies = set('agencies', [2025], { unitKinds: [{ code: 'province-agency', title: 'Sở' }] })
    const localities = set('localities', [2025], { unitKinds: [{ code: 'locality', title: 'Xã' }] })
    expect(setForYear([agencies, localities], 'locality', 2025).id).toBe('localities')
  })

  test('is the replacing one where a set was replaced in mid-year', () => {
    const old = set('old', [2024, 2025])
    const replacing = set('new', [2025, 2026], { replaces: 'old' })
    expect(setForYear([replacing, old], 'locality', 2025).id).toBe('new')
    expect(setForYear([replacing, old], 'locality', 2024).id).toBe('old')
  })

  test('stays the old one where the replacing set leaves the year out', () => {
    const replacing = set('new', [2026], { replaces: 'old' })
    expect(setForYear([set('old', [2025]), replacing], 'locality', 2025).id).toBe('old')
  })

  test('is refused when there is none, or when two hold and neither replaces the other', () => {
    expect(() => setForYear([], 'locality', 2025)).toThrow('criteria.no-set-for-year')
    expect(() => setForYear([set('a', [2025]), set('b', [2025])], 'locality', 2025)).toThrow(
      'criteria.several-sets-for-year',
    )
  })
})
