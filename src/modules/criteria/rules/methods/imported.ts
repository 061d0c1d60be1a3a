import { Refusal } from '../../../../vocabulary/refusal.ts'
import { compare, fractionOf, parseQuantity, times } from '../exact.ts'
import { amountReader } from '../input.ts'
import { type Marked, type Marker, marked, markMissing } from '../mark.ts'
import { partsWithin } from '../points-within.ts'
import type { ImportedMethod } from '../scoring-method.ts'
import { showDecimalText, showQuantity } from '../vietnamese-number.ts'

/**
 * Points of another index or of a survey: as they are, or brought from that index's scale to the criterion's maximum.
 * Refuses `criteria.figure-out-of-scale` and `criteria.points-out-of-bounds`: a mistake in typing must not be cut silently.
 */
export function importedMarker(method: ImportedMethod, criterion: Marked): Marker {
  const { max, scale } = criterion
  const title = method.of.title
  const read = amountReader(method.of)
  const unknown = markMissing(criterion, title)
  if (method.outOf === undefined) {
    return (facts) => {
      const points = read(facts)
      if (points === undefined) return unknown
      const parts = partsWithin(criterion, scale.round(times(points, scale.partsPerPoint), 1))
      return marked(criterion, parts, `${title}: ${showQuantity(points)} điểm`)
    }
  }
  const outOf = fractionOf(method.outOf)
  const whole = parseQuantity(method.outOf) ?? 0
  const shownWhole = showDecimalText(method.outOf)
  const ofMaximum = ` của ${scale.show(max ?? 0)}`
  return (facts) => {
    const value = read(facts)
    if (value === undefined) return unknown
    if (compare(value, whole) > 0) refuseOutOfScale(title, showQuantity(value), shownWhole)
    const parts = scale.round(times(times(max ?? 0, value), outOf.denominator), outOf.numerator)
    return marked(criterion, parts, `${title}: ${showQuantity(value)}/${shownWhole}${ofMaximum}`)
  }
}

function refuseOutOfScale(title: string, value: string, whole: string): never {
  throw new Refusal(
    'invalid',
    'criteria.figure-out-of-scale',
    `“${title}” ghi ${value} nhưng thang của chỉ số này chỉ đến ${whole}. Hãy kiểm tra lại; các số liệu khác vẫn được giữ.`,
  )
}
