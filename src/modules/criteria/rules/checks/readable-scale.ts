import type { CriteriaSet } from '../criteria-set.ts'
import { isWhole, parseQuantity, times } from '../exact.ts'
import { type PointScale, pointScale } from '../point-scale.ts'
import type { DecimalText } from '../score-scale.ts'
import { inside, type Place, type Problems, WHOLE_SET } from './set-problem.ts'

/** The scale of a set that may still have mistakes: what can't be read is reported and read as `null`. */
export interface ReadableScale {
  readonly show: PointScale['show']
  /** Points in parts of the scale; reports `bad-points`. */
  points(place: Place, text: DecimalText): number | null
  /** As `points`, without reporting again. */
  quietly(text: DecimalText | null): number | null
}

export function readableScale(set: CriteriaSet, problems: Problems): ReadableScale {
  const { decimals } = set.scale
  const usable = Number.isInteger(decimals) && decimals >= 0 && decimals <= 4
  if (!usable) {
    const place = inside(inside(WHOLE_SET, 'scale', 'Thang điểm'), 'decimals', 'Số chữ số thập phân')
    problems.mistake(place, 'bad-decimals', 'Số chữ số thập phân của điểm phải là số nguyên từ 0 đến 4.')
  }
  const places = usable ? decimals : 4
  const scale = pointScale({ decimals: places, rounding: set.scale.rounding })
  const quietly = (text: DecimalText | null) => {
    const quantity = text === null ? null : parseQuantity(text)
    const parts = quantity === null ? null : times(quantity, scale.partsPerPoint)
    return parts !== null && isWhole(parts) ? parts : null
  }
  return {
    show: scale.show,
    quietly,
    points(place, text) {
      const parts = quietly(text)
      if (parts === null) {
        problems.mistake(
          place,
          'bad-points',
          `“${text}” không phải là số điểm có nhiều nhất ${places} chữ số thập phân (viết bằng dấu chấm, ví dụ 2.5).`,
        )
      }
      return parts
    },
  }
}
