import { Refusal } from '../../../../vocabulary/refusal.ts'
import { readText } from '../input.ts'
import { awardParts, type Marked, type Marker, marked, markMissing } from '../mark.ts'
import type { LevelsMethod } from '../scoring-method.ts'

/** A level described in words and chosen by a person. Refuses `criteria.no-such-level`. */
export function levelsMarker(method: LevelsMethod, criterion: Marked): Marker {
  const marks = new Map(
    method.levels.map((level) => [
      level.code,
      marked(criterion, awardParts(criterion, level), `Mức ${level.code}: ${level.title}`),
    ]),
  )
  const unknown = markMissing(criterion, criterion.title)
  return (facts) => {
    const chosen = readText(facts, criterion.code)
    if (chosen === undefined) return unknown
    const mark = marks.get(chosen)
    if (mark !== undefined) return mark
    throw new Refusal(
      'invalid',
      'criteria.no-such-level',
      `Tiêu chí ${criterion.code} không có mức “${chosen}”. Hãy chọn một trong các mức: ${[...marks.keys()].join(', ')}.`,
    )
  }
}
