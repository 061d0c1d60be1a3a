import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { compare, parseQuantity, quantityOfNumber, roundedQuotient, times } from './exact.ts'
import { showPercent, showQuantity } from './vietnamese-number.ts'

const RUNS = { numRuns: 3000 }
vi.setConfig({ testTimeout: 120_000 })

describe('exact quantities', () => {
  test('divide and round as whole-number arithmetic says, on both sides of what a number can hold', () => {
    const rounding = fc.constantFrom('half-up' as const, 'half-even' as const, 'down' as const, 'up' as const)
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 20n), fc.bigInt(1n, 10n ** 9n), rounding, (dividend, divisor, mode) => {
        const whole = dividend / divisor
        const twiceRest = (dividend % divisor) * 2n
        const up =
          twiceRest > 0n &&
          (mode === 'up' ||
            (mode === 'half-up' && twiceRest >= divisor) ||
            (mode === 'half-even' && (twiceRest > divisor || (twiceRest === divisor && whole % 2n === 1n))))
        const expected = whole + (up ? 1n : 0n)
        fc.pre(expected < BigInt(Number.MAX_SAFE_INTEGER))
        const quantity =
          dividend > BigInt(Number.MAX_SAFE_INTEGER) ? new Decimal(dividend.toString()) : Number(dividend)
        expect(roundedQuotient(quantity, Number(divisor), mode)).toBe(Number(expected))
      }),
      RUNS,
    )
  })

  test('multiply without losing a digit', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (first, second) => {
        expect(new Decimal(showPlain(times(first, second))).toFixed()).toBe((BigInt(first) * BigInt(second)).toString())
      }),
      RUNS,
    )
  })

  test('read a typed number as the decimal it is written as', () => {
    expect(compare(times(quantityOfNumber(0.1) ?? 0, 3), parseQuantity('0.3') ?? 0)).toBe(0)
    expect(quantityOfNumber(Number.POSITIVE_INFINITY)).toBeNull()
    expect(parseQuantity('1,5')).toBeNull()
    expect(parseQuantity('12.50')?.toString()).toBe('12.5')
  })

  test('are shown with dots for thousands and a comma for decimals', () => {
    expect(showQuantity(2657)).toBe('2.657')
    expect(showQuantity(parseQuantity('1234567.25') ?? 0)).toBe('1.234.567,25')
    expect(showQuantity(-1500)).toBe('−1.500')
    expect(showPercent(1, 8)).toBe('= 12,5%')
    expect(showPercent(1, 3)).toBe('≈ 33,33%')
    expect(showPercent(1001, 1000)).toBe('= 100,1%')
    expect(showPercent(1, 1000)).toBe('= 0,1%')
    expect(showPercent(1, 100_000)).toBe('≈ 0%')
  })
})

function showPlain(quantity: ReturnType<typeof times>): string {
  return typeof quantity === 'number' ? String(quantity) : quantity.toFixed()
}
