import { countReader } from '../input.ts'
import { describeAward, limitWords, type Marked, type Marker, marked, shareParts } from '../mark.ts'
import type { DeductionMethod } from '../scoring-method.ts'
import { showQuantity } from '../vietnamese-number.ts'

/**
 * So much less for each occurrence, never below the floor; nothing said of an occurrence means that there was none.
 * Taken from the group or the total, the criterion has no points of its own: what it takes is below nought.
 * `before` finds the points from which a criterion's deduction starts, instead of the maximum.
 */
export function deductionMarker(method: DeductionMethod, criterion: Marked, before: Marker | null): Marker {
  const take = occurrencesTaker(method, criterion)
  const { max, scale } = criterion
  if (method.takenFrom !== 'criterion') {
    const from = method.takenFrom === 'total' ? 'Trừ vào tổng điểm' : 'Trừ vào điểm của nhóm'
    const nothing = marked(criterion, 0, 'Không có trường hợp bị trừ điểm')
    return (facts, totalBefore) => {
      const taken = take(facts, totalBefore)
      return taken.words === '' ? nothing : marked(criterion, -taken.parts, `${from}: ${taken.words}`)
    }
  }
  const start = max ?? 0
  const untouched = marked(criterion, start, 'Không có trường hợp bị trừ điểm')
  return (facts, totalBefore) => {
    const taken = take(facts, max ?? 0)
    if (before === null) {
      return taken.words === ''
        ? untouched
        : marked(criterion, start - taken.parts, `${scale.show(start)} trừ ${taken.words}`)
    }
    const first = before(facts, totalBefore)
    if (taken.words === '' || first.state !== 'scored') return first
    return marked(criterion, first.parts - taken.parts, `${first.explanation}; trừ ${taken.words}`)
  }
}

function occurrencesTaker(method: DeductionMethod, criterion: Marked) {
  const occurrences = method.occurrences.map((occurrence) => ({
    award: occurrence,
    title: occurrence.of.title,
    count: countReader(occurrence.of),
    each: 'points' in occurrence ? criterion.scale.toParts(occurrence.points) : null,
    // Spelled once: only a share of the total is of something that is not known beforehand.
    words:
      'points' in occurrence || method.takenFrom !== 'total'
        ? describeAward(criterion, occurrence, criterion.max)
        : null,
    atMost: occurrence.atMost === undefined ? null : criterion.scale.toParts(occurrence.atMost),
  }))
  return (facts: Parameters<Marker>[0], whole: number) => {
    let parts = 0
    let words = ''
    for (const { award, title, count, each, words: known, atMost } of occurrences) {
      const times = count(facts)
      if (times === 0) continue
      const all = 'percent' in award ? shareParts(criterion, award.percent, times, whole) : times * (each ?? 0)
      parts += atMost === null ? all : Math.min(all, atMost)
      words += `${words === '' ? '' : ' và '}${showQuantity(times)} lần × ${known ?? describeAward(criterion, award, whole)}${limitWords(criterion, atMost, all)} (${title})`
    }
    return { parts, words }
  }
}
