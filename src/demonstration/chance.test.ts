import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chance, split } from './chance.ts'

describe('splitting a total', () => {
  test('gives parts that are whole, not negative, and sum to exactly the total', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 200 }), fc.integer(), (total, parts, seed) => {
        const rows = split(total, parts, chance(seed))
        expect(rows).toHaveLength(parts)
        expect(rows.every((row) => Number.isInteger(row) && row >= 0)).toBe(true)
        expect(rows.reduce((sum, row) => sum + row, 0)).toBe(total)
      }),
    )
  })
  test('falls the same way every time', () => {
    expect(split(2657, 12, chance(1))).toEqual(split(2657, 12, chance(1)))
  })
})
