import { compare, fractionOf, type Quantity, times } from './exact.ts'
import type { DecimalText } from './score-scale.ts'
import { showDecimalText } from './vietnamese-number.ts'

/**
 * An interval with the words of the annexes: `from` từ (≥), `above` trên (>), `to` đến (≤), `below` dưới (<).
 * At most one lower and one upper bound; none means open on that side. For a ratio the bounds are percents.
 */
export interface Interval {
  readonly from?: DecimalText
  readonly above?: DecimalText
  readonly to?: DecimalText
  readonly below?: DecimalText
}

/** Tells whether numerator/denominator, exactly, lies in the interval; `perHundred` when the bounds are percents. */
export type InsideTest = (numerator: Quantity, denominator: Quantity) => boolean

export function insideTest(interval: Interval, perHundred: boolean): InsideTest {
  const lower = interval.from ?? interval.above
  const upper = interval.to ?? interval.below
  const againstLower = lower === undefined ? null : comparison(lower, perHundred)
  const againstUpper = upper === undefined ? null : comparison(upper, perHundred)
  const lowerIncluded = interval.from !== undefined
  const upperIncluded = interval.to !== undefined
  return (numerator, denominator) => {
    if (againstLower !== null) {
      const sign = againstLower(numerator, denominator)
      if (sign < 0 || (sign === 0 && !lowerIncluded)) return false
    }
    if (againstUpper !== null) {
      const sign = againstUpper(numerator, denominator)
      if (sign > 0 || (sign === 0 && !upperIncluded)) return false
    }
    return true
  }
}

/** The sign of numerator/denominator − bound, without dividing. */
export function comparison(
  bound: DecimalText,
  perHundred: boolean,
): (numerator: Quantity, denominator: Quantity) => number {
  const fraction = fractionOf(bound)
  const above = fraction.numerator
  const below = fraction.denominator * (perHundred ? 100 : 1)
  return (numerator, denominator) => {
    if (typeof numerator === 'number' && typeof denominator === 'number' && typeof above === 'number') {
      const left = numerator * below
      const right = denominator * above
      if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right
    }
    return compare(times(numerator, below), times(denominator, above))
  }
}

/** `từ 80% đến dưới 95%`, `trên 10`, `bằng 0`. Every number is one; an interval without bounds holds any. */
export function describeInterval(interval: Interval, unit: '%' | ''): string {
  const show = (text: DecimalText) => showDecimalText(text) + unit
  if (interval.from !== undefined && interval.from === interval.to) return `bằng ${show(interval.from)}`
  const parts = [
    interval.from === undefined ? null : `từ ${show(interval.from)}`,
    interval.above === undefined ? null : `trên ${show(interval.above)}`,
    interval.to === undefined ? null : `đến ${show(interval.to)}`,
    interval.below === undefined ? null : upperWords(interval, show(interval.below)),
  ].filter((part) => part !== null)
  if (parts.length === 0) return 'mọi giá trị'
  if (parts.length === 1 && interval.from !== undefined) return `${parts[0]} trở lên`
  if (parts.length === 1 && interval.to !== undefined) return `${parts[0]?.replace('đến', 'từ')} trở xuống`
  return parts.join(' ')
}

function upperWords(interval: Interval, bound: string): string {
  return interval.from === undefined && interval.above === undefined ? `dưới ${bound}` : `đến dưới ${bound}`
}
