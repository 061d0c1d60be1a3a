import { countReader } from '../input.ts'
import { limitWords, type Marked, type Marker, marked } from '../mark.ts'
import type { BonusMethod } from '../scoring-method.ts'
import { showQuantity } from '../vietnamese-number.ts'

/** Fixed points for awards and recognised initiatives: all together, or the highest alone. */
export function bonusMarker(method: BonusMethod, criterion: Marked): Marker {
  const { scale } = criterion
  const awards = method.awards.map((award) => ({
    title: award.of.title,
    count: countReader(award.of),
    each: scale.toParts(award.points),
    atMost: award.atMost === undefined ? null : scale.toParts(award.atMost),
  }))
  const none = marked(criterion, 0, 'Chưa có thành tích được thưởng điểm')
  if (method.combine === 'highest') {
    const highestFirst = awards.toSorted((first, second) => second.each - first.each)
    return (facts) => {
      const best = highestFirst.find((award) => award.count(facts) > 0)
      return best === undefined ? none : marked(criterion, best.each, `Chỉ tính thành tích cao nhất: ${best.title}`)
    }
  }
  return (facts) => {
    let parts = 0
    let words = ''
    for (const award of awards) {
      const count = award.count(facts)
      if (count === 0) continue
      const all = count * award.each
      parts += award.atMost === null ? all : Math.min(all, award.atMost)
      words += `${words === '' ? '' : ' + '}${showQuantity(count)} × ${scale.show(award.each)}${limitWords(criterion, award.atMost, all)} (${award.title})`
    }
    return words === '' ? none : marked(criterion, parts, words)
  }
}
