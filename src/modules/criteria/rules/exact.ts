import { Decimal } from 'decimal.js'
import type { Rounding } from './score-scale.ts'

/** Wide enough that no product of figures a person can type is ever rounded on the way. */
const Exact = Decimal.clone({ precision: 120, toExpNeg: -120, toExpPos: 120 })

/**
 * An exact quantity: a safe whole number as it is, anything else as a Decimal.
 * Nearly every figure is a small whole number, on which the machine's own arithmetic is exact and some fifty times faster.
 */
export type Quantity = number | Decimal

/** A decimal number as a fraction of whole numbers: `99.5` is 995/10. */
export interface Fraction {
  readonly numerator: Quantity
  readonly denominator: number
}

/** A number of at most 15 digits before the dot and 8 after it; `null` for anything else. */
export function parseQuantity(text: string): Quantity | null {
  return /^-?\d{1,15}(\.\d{1,8})?$/.test(text) ? simplest(new Exact(text)) : null
}

/** The decimal that the number is written as: 0.1 means one tenth exactly. `null` from 10¹⁵ on, and when not finite. */
export function quantityOfNumber(number: number): Quantity | null {
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number
  return Number.isFinite(number) && Math.abs(number) < 1e15 ? simplest(new Exact(number)) : null
}

/** Refuses nothing: the text must have passed `parseQuantity`. */
export function fractionOf(text: string): Fraction {
  const digits = text.split('.')[1] ?? ''
  return { numerator: simplest(new Exact(text.replace('.', ''))), denominator: 10 ** digits.length }
}

export function times(first: Quantity, second: Quantity): Quantity {
  if (typeof first === 'number' && typeof second === 'number') {
    const product = first * second
    if (Number.isSafeInteger(product)) return product
  }
  return simplest(new Exact(first).times(second))
}

/** What is left of a hundred: `62.5` → `37.5`. The text must have passed `parseQuantity`. */
export function complement(percent: string): string {
  return new Exact(100).minus(percent).toFixed()
}

export function plus(first: Quantity, second: Quantity): Quantity {
  if (typeof first === 'number' && typeof second === 'number') {
    const sum = first + second
    if (Number.isSafeInteger(sum)) return sum
  }
  return simplest(new Exact(first).plus(second))
}

/** Negative, zero or positive, as first − second is. */
export function compare(first: Quantity, second: Quantity): number {
  if (typeof first === 'number' && typeof second === 'number') return first - second
  return new Exact(first).comparedTo(second)
}

/** The whole number nearest to dividend/divisor in the given rounding. Neither may be negative, the divisor not zero. */
export function roundedQuotient(dividend: Quantity, divisor: Quantity, rounding: Rounding): number {
  if (typeof dividend === 'number' && typeof divisor === 'number') {
    const rest = dividend % divisor
    const whole = (dividend - rest) / divisor
    return rest === 0 ? whole : whole + step(whole, 2 * rest - divisor, rounding)
  }
  const whole = new Exact(dividend).dividedToIntegerBy(divisor)
  const rest = new Exact(dividend).minus(whole.times(divisor))
  if (rest.isZero()) return whole.toNumber()
  return whole.toNumber() + step(whole.toNumber(), rest.times(2).comparedTo(divisor), rounding)
}

export function isWhole(quantity: Quantity): quantity is number {
  return typeof quantity === 'number'
}

/** One or nothing more, where `beyondHalf` is the sign of what is left over against one half. */
function step(whole: number, beyondHalf: number, rounding: Rounding): 0 | 1 {
  switch (rounding) {
    case 'up':
      return 1
    case 'down':
      return 0
    case 'half-up':
      return beyondHalf >= 0 ? 1 : 0
    case 'half-even':
      return beyondHalf > 0 || (beyondHalf === 0 && whole % 2 === 1) ? 1 : 0
  }
}

function simplest(value: Decimal): Quantity {
  if (!value.isInteger()) return value
  const number = value.toNumber()
  return Number.isSafeInteger(number) ? number + 0 : value
}
