import { times } from '../exact.ts'
import { numberReader } from '../input.ts'
import { type Marked, type Marker, markMissing } from '../mark.ts'
import { exactParts, partsWithin } from '../points-within.ts'

/** A person gives the points within bounds. Refuses `criteria.points-out-of-bounds` and `criteria.points-too-fine`. */
export function freeMarker(criterion: Marked): Marker {
  const { code, title, scale } = criterion
  const read = numberReader({ figure: code, title })
  const unknown = markMissing(criterion, title)
  const bounds =
    criterion.max === null
      ? ''
      : ` (trong khoảng ${scale.show(criterion.min ?? 0).replace(' điểm', '')} đến ${scale.show(criterion.max)})`
  return (facts) => {
    const points = read(facts)
    if (points === undefined) return unknown
    const parts = partsWithin(criterion, exactParts(criterion, times(points, scale.partsPerPoint)))
    return { parts, explanation: `Người chấm cho điểm${bounds} → ${scale.show(parts)}`, state: 'scored' }
  }
}
