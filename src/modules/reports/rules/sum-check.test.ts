import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sumCheck } from './sum-check.ts'

const unit = (sent: number | null, counted: number | null, isCovered = false) => ({ sent, counted, isCovered })

describe('the sum over a province', () => {
  test('tells the units’ own figures from what changed since, from those who have not sent, and from the rest', () => {
    const units = [unit(10, 12), unit(null, 5), unit(7, 7), unit(3, 3, true)]
    expect(sumCheck(30, units)).toEqual({ sent: 17, changedSince: 2, notSent: 5, rest: 6, whole: 30 })
  })

  test('adds a commune once, though it and its district both reported', () => {
    expect(sumCheck(8, [unit(8, 8), unit(3, 3, true), unit(5, 5, true)])).toMatchObject({ sent: 8, rest: 0 })
  })

  test('always comes out at the whole', () => {
    const amount = fc.option(fc.nat(1000), { nil: null })
    const anyUnit = fc.record({ sent: amount, counted: amount, isCovered: fc.boolean() })
    fc.assert(
      fc.property(fc.nat(100_000), fc.array(anyUnit), (whole, units) => {
        const { sent, changedSince, notSent, rest } = sumCheck(whole, units)
        expect(sent + changedSince + notSent + rest).toBe(whole)
      }),
    )
  })
})
