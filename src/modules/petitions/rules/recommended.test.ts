import { describe, expect, test } from 'vitest'
import { RECOMMENDED_ITEMS, recommendedIn, recommendedItems, whyNotRecommended } from './recommended.ts'

describe('what a decision recommends', () => {
  test('is kept in the order of the forms, and only what is above nought', () => {
    const given = { 'persons-sanctioned': 2, 'state-money': 6_000_000, 'state-land': 0, 'person-land': null }
    expect(Object.entries(recommendedIn(given) ?? {})).toEqual([
      ['state-money', 6_000_000],
      ['persons-sanctioned', 2],
    ])
    expect(recommendedIn({ 'state-money': 0 })).toBeNull()
    expect(recommendedIn({})).toBeNull()
  })

  test('has thirteen items, as many as the columns of the forms', () => {
    expect(recommendedItems).toHaveLength(13)
    expect(new Set(recommendedItems.map((item) => RECOMMENDED_ITEMS[item].title)).size).toBe(13)
  })

  test('names no more officials than people', () => {
    for (const [part, whole] of [
      ['officials-sanctioned', 'persons-sanctioned'],
      ['officials-investigated', 'persons-investigated'],
    ] as const) {
      const others = { 'cases-investigated': 1 }
      expect(whyNotRecommended({ ...others, [part]: 2, [whole]: 2 })).toBeNull()
      const refusal = whyNotRecommended({ ...others, [part]: 3, [whole]: 2 })
      expect(refusal?.code).toBe('petition.part-above-whole')
      expect(Object.keys(refusal?.fields ?? {})).toEqual([part])
    }
  })

  test('passes nobody to investigators without a case', () => {
    expect(whyNotRecommended({ 'persons-investigated': 1 })?.code).toBe('petition.no-case-investigated')
    expect(whyNotRecommended({ 'persons-investigated': 1, 'cases-investigated': 1 })).toBeNull()
    expect(whyNotRecommended({ 'cases-investigated': 1 })).toBeNull()
  })
})
