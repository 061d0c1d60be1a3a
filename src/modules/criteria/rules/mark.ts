import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Fraction, fractionOf, times } from './exact.ts'
import type { Facts } from './input.ts'
import type { PointScale } from './point-scale.ts'
import type { DecimalText } from './score-scale.ts'
import type { Award } from './scoring-method.ts'
import { showDecimalText } from './vietnamese-number.ts'

/** The points of one criterion, in parts of the scale, with the reason in Vietnamese. */
export interface Mark {
  readonly parts: number
  readonly explanation: string
  /** `missing`: a figure is not there yet. `not-applicable`: the figures themselves say that no such task arose. */
  readonly state: 'scored' | 'missing' | 'not-applicable'
}

/** Scores one criterion. `totalBefore`: base and bonus points in parts, of which deductions from the total may take a share. */
export type Marker = (facts: Facts, totalBefore: number) => Mark

/** What a method needs to know of its criterion. */
export interface Marked {
  readonly code: string
  readonly title: string
  /** In parts; `null` means no limit on that side. */
  readonly max: number | null
  readonly min: number | null
  readonly scale: PointScale
}

/** Marks with the points kept between floor and maximum, and says so where that changes them: `reason → 3,00 điểm`. */
export function marked(criterion: Marked, parts: number, reason: string): Mark {
  const { max, min, scale } = criterion
  if (max !== null && parts > max) {
    return { parts: max, explanation: `${reason} → không quá mức tối đa → ${scale.show(max)}`, state: 'scored' }
  }
  if (min !== null && parts < min) {
    return { parts: min, explanation: `${reason} → không dưới mức tối thiểu → ${scale.show(min)}`, state: 'scored' }
  }
  return { parts, explanation: reason + scale.outcome(parts), state: 'scored' }
}

/** No points while a figure is missing; that is said, not hidden as a plain zero. */
export function markMissing(criterion: Marked, what: string): Mark {
  const parts = Math.min(Math.max(0, criterion.min ?? 0), criterion.max ?? 0)
  return { parts, explanation: `Chưa có số liệu “${what}” → ${criterion.scale.show(parts)}`, state: 'missing' }
}

/** A zero denominator: the year brought nothing to measure. */
export function markNotApplicable(what: string): Mark {
  return { parts: 0, explanation: `Không có ${what} trong năm`, state: 'not-applicable' }
}

/** Points from the set, or a share of the criterion's maximum, in parts. Refuses `criteria.share-of-no-maximum`. */
export function awardParts(criterion: Marked, award: Award): number {
  return 'points' in award
    ? criterion.scale.toParts(award.points)
    : shareParts(criterion, award.percent, 1, criterion.max)
}

/** So many times so many percent of the given parts, rounded once. */
export function shareParts(criterion: Marked, percent: DecimalText, count: number, whole: number | null): number {
  if (whole === null) {
    throw new Refusal(
      'invalid',
      'criteria.share-of-no-maximum',
      `Tiêu chí ${criterion.code} không có điểm tối đa nên không tính theo phần trăm được. Hãy ghi số điểm.`,
    )
  }
  const share: Fraction = fractionOf(percent)
  return criterion.scale.round(times(times(whole, share.numerator), count), share.denominator * 100)
}

/** `, tối đa 2,00 điểm` where a line has reached the most that it may come to. */
export function limitWords(criterion: Marked, atMost: number | null, parts: number): string {
  return atMost !== null && parts > atMost ? `, tối đa ${criterion.scale.show(atMost)}` : ''
}

/** `0,50 điểm` or `25% của 4,00 điểm`. */
export function describeAward(criterion: Marked, award: Award, whole: number | null): string {
  if ('points' in award) return criterion.scale.show(criterion.scale.toParts(award.points))
  return `${showDecimalText(award.percent)}% của ${criterion.scale.show(whole ?? 0)}`
}
