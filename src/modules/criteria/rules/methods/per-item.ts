import { codeOf, countReader } from '../input.ts'
import { limitWords, type Marked, type Marker, marked, markMissing } from '../mark.ts'
import type { PerItemMethod } from '../scoring-method.ts'
import { showQuantity } from '../vietnamese-number.ts'

/** So many points for each thing, up to the criterion's maximum. Refuses `criteria.figure-not-a-count`. */
export function perItemMarker(method: PerItemMethod, criterion: Marked): Marker {
  const { scale } = criterion
  const items = method.items.map((item) => ({
    code: codeOf(item.of),
    count: countReader(item.of),
    each: scale.toParts(item.each),
    atMost: item.atMost === undefined ? null : scale.toParts(item.atMost),
    before: ` ${item.of.title} × ${scale.show(scale.toParts(item.each))}`,
  }))
  const unknown = markMissing(criterion, method.items.map((item) => item.of.title).join('”, “'))
  return (facts) => {
    let parts = 0
    let words = ''
    let known = false
    for (const item of items) {
      known ||= item.code === null || facts.figures[item.code] !== undefined
      const count = item.count(facts)
      const all = count * item.each
      parts += item.atMost === null ? all : Math.min(all, item.atMost)
      words += `${words === '' ? '' : ' + '}${showQuantity(count)}${item.before}${limitWords(criterion, item.atMost, all)}`
    }
    return known ? marked(criterion, parts, words) : unknown
  }
}
