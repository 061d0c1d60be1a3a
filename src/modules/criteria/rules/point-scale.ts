import { Refusal } from '../../../vocabulary/refusal.ts'
import { isWhole, parseQuantity, type Quantity, roundedQuotient, times } from './exact.ts'
import type { DecimalText, ScoreScale } from './score-scale.ts'
import { showDecimalText } from './vietnamese-number.ts'

/**
 * Points are counted in the smallest part of the scale: with two decimals 3,25 points are 325 parts. So sums are whole numbers
 * and exact, and there is one place where anything is rounded.
 */
export interface PointScale {
  readonly partsPerPoint: number
  /** Points as written in the set → parts. Refuses `criteria.bad-points` when they need more decimals than the scale has. */
  toParts(text: DecimalText): number
  /** dividend/divisor parts, rounded as the scale says; the sign is put back after rounding the size. */
  round(dividend: Quantity, divisor: Quantity): number
  /** `3.25`, always with the scale's decimals. */
  write(parts: number): DecimalText
  /** `3,25 điểm`. */
  show(parts: number): string
  /** ` → 3,25 điểm`: how every explanation ends. */
  outcome(parts: number): string
}

export function pointScale(scale: Pick<ScoreScale, 'decimals' | 'rounding'>): PointScale {
  const { decimals, rounding } = scale
  const partsPerPoint = 10 ** decimals
  // The same few points are written a million times in one run over a country's communes, so texts are kept once made.
  const written: Kept = []
  const shown: Kept = []
  const outcomes: Kept = []

  function spell(parts: number): DecimalText {
    const size = String(Math.abs(parts)).padStart(decimals + 1, '0')
    const sign = parts < 0 ? '-' : ''
    return decimals === 0 ? sign + size : `${sign}${size.slice(0, -decimals)}.${size.slice(-decimals)}`
  }

  const show = (parts: number) => `${showDecimalText(spell(parts))} điểm`

  return {
    partsPerPoint,
    toParts(text) {
      const quantity = parseQuantity(text)
      const parts = quantity === null ? null : times(quantity, partsPerPoint)
      if (parts === null || !isWhole(parts)) {
        throw new Refusal(
          'invalid',
          'criteria.bad-points',
          `“${text}” không phải là số điểm có nhiều nhất ${decimals} chữ số thập phân. Hãy sửa lại trong bộ tiêu chí.`,
        )
      }
      return parts
    },
    round(dividend, divisor) {
      const negative = typeof dividend === 'number' ? dividend < 0 : dividend.isNegative()
      return negative
        ? -roundedQuotient(times(dividend, -1), divisor, rounding)
        : roundedQuotient(dividend, divisor, rounding)
    },
    write: (parts) => kept(written, parts, spell),
    show: (parts) => kept(shown, parts, show),
    outcome: (parts) => kept(outcomes, parts, (made) => ` → ${show(made)}`),
  }
}

const KEPT_AT_MOST = 20_000

/** Texts by the number of parts, without holes, so that the machine finds them as fast as anything. */
type Kept = (string | null)[]

function kept(texts: Kept, parts: number, make: (parts: number) => string): string {
  if (parts < 0 || parts >= KEPT_AT_MOST) return make(parts)
  const known = texts[parts]
  if (known !== undefined && known !== null) return known
  const made = make(parts)
  while (texts.length <= parts) texts.push(null)
  texts[parts] = made
  return made
}
