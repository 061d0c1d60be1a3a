import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Criterion } from './criteria-set.ts'
import { isWhole, parseQuantity, type Quantity, times } from './exact.ts'
import type { Marked } from './mark.ts'
import { pointScale } from './point-scale.ts'
import type { DecimalText, ScoreScale } from './score-scale.ts'

/**
 * The points that a person gives to a criterion, with the scale's decimals: `3,5` and `3.5` are both read as `3.50`.
 * Refuses `criteria.not-points`, `criteria.points-too-fine` and `criteria.points-out-of-bounds`.
 */
export function pointsWithin(criterion: Criterion, scale: ScoreScale, typed: string): DecimalText {
  const points = pointScale(scale)
  const bounded = markedOf(criterion, points)
  return points.write(typedParts(bounded, typed))
}

/** As `pointsWithin`, in parts of the scale. */
export function typedParts(criterion: Marked, typed: string): number {
  const quantity = parseQuantity(typed.trim().replace('−', '-').replace(',', '.'))
  if (quantity === null) {
    throw new Refusal(
      'invalid',
      'criteria.not-points',
      `Tiêu chí ${criterion.code}: “${typed}” không phải là số điểm. Hãy ghi bằng chữ số, ví dụ 3,5.`,
    )
  }
  return partsWithin(criterion, exactParts(criterion, times(quantity, criterion.scale.partsPerPoint)))
}

/** A criterion's bounds in parts; the floor is 0 unless the set says otherwise. */
export function markedOf(criterion: Criterion, scale: Marked['scale']): Marked {
  const { code, title, maxPoints, minPoints = '0' } = criterion
  return {
    code,
    title,
    scale,
    max: maxPoints === null ? null : scale.toParts(maxPoints),
    min: minPoints === null ? null : scale.toParts(minPoints),
  }
}

/** Points that people give are never rounded for them. */
export function exactParts(criterion: Marked, parts: Quantity): number {
  if (isWhole(parts)) return parts
  const places = Math.round(Math.log10(criterion.scale.partsPerPoint))
  throw new Refusal(
    'invalid',
    'criteria.points-too-fine',
    places === 0
      ? `Tiêu chí ${criterion.code}: điểm phải là số nguyên. Hãy ghi lại.`
      : `Tiêu chí ${criterion.code}: điểm có nhiều nhất ${places} chữ số thập phân. Hãy ghi lại.`,
  )
}

/** Refuses `criteria.points-out-of-bounds`. */
export function partsWithin(criterion: Marked, parts: number): number {
  const { max, min, scale } = criterion
  if ((max === null || parts <= max) && (min === null || parts >= min)) return parts
  const bounds = [min === null ? null : `từ ${scale.show(min)}`, max === null ? null : `đến ${scale.show(max)}`]
  throw new Refusal(
    'invalid',
    'criteria.points-out-of-bounds',
    `Tiêu chí ${criterion.code} chỉ được chấm ${bounds.filter((bound) => bound !== null).join(' ')}, nhưng đang ghi ${scale.show(parts)}. Hãy ghi lại số điểm; các tiêu chí khác vẫn được giữ.`,
  )
}
