import { conditionTest } from '../condition.ts'
import { readYesNo } from '../input.ts'
import { type Marked, type Marker, marked, markMissing } from '../mark.ts'
import type { YesNoMethod } from '../scoring-method.ts'

/** All or nothing. Refuses `criteria.figure-not-yes-or-no`. */
export function yesNoMarker(method: YesNoMethod, criterion: Marked): Marker {
  const { max, code, title } = criterion
  if (method.when === undefined) {
    const yes = marked(criterion, max ?? 0, 'Có')
    const no = marked(criterion, 0, 'Không')
    const unknown = markMissing(criterion, title)
    return (facts) => {
      const answer = readYesNo(facts, code, title)
      return answer === undefined ? unknown : answer ? yes : no
    }
  }
  const test = conditionTest(method.when, criterion.scale)
  return (facts) => {
    const finding = test(facts, () => undefined)
    if (finding.missing !== undefined) return markMissing(criterion, finding.missing)
    return marked(
      criterion,
      finding.holds ? (max ?? 0) : 0,
      `${finding.words} → ${finding.holds ? 'đạt' : 'không đạt'}`,
    )
  }
}
