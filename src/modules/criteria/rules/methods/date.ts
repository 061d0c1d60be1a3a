import { latenessOf } from '../date-limit.ts'
import { codeOf, readText } from '../input.ts'
import {
  awardParts,
  describeAward,
  type Mark,
  type Marked,
  type Marker,
  marked,
  markMissing,
  shareParts,
} from '../mark.ts'
import type { DateMethod, LateRule } from '../scoring-method.ts'

/** A date against a limit: the maximum when on time, else by the days late. Refuses `criteria.not-a-date`, `criteria.hour-needed`. */
export function dateMarker(method: DateMethod, criterion: Marked): Marker {
  const title = method.of?.title ?? criterion.title
  const code = (method.of && codeOf(method.of)) ?? criterion.code
  const markLate = lateMarker(method.late, criterion)
  const unknown = markMissing(criterion, title)
  return (facts) => {
    const moment = readText(facts, code)
    if (moment === undefined) return unknown
    const { daysLate, words } = latenessOf(method.limit, facts.year, moment, title)
    const reason = `${title}: ${words}`
    return daysLate === 0
      ? marked(criterion, criterion.max ?? 0, `${reason} → đúng hạn`)
      : markLate(`${reason} → chậm ${daysLate} ngày`, daysLate)
  }
}

function lateMarker(late: LateRule, criterion: Marked): (reason: string, daysLate: number) => Mark {
  if ('eachDay' in late) {
    const award = late.eachDay
    const max = criterion.max ?? 0
    const each = describeAward(criterion, award, max)
    return (reason, daysLate) => {
      const taken =
        'percent' in award
          ? shareParts(criterion, award.percent, daysLate, max)
          : daysLate * awardParts(criterion, award)
      return marked(criterion, max - taken, `${reason}, trừ ${daysLate} × ${each}`)
    }
  }
  const steps = late.steps.map((step) => ({
    upToDays: step.upToDays ?? Number.POSITIVE_INFINITY,
    parts: awardParts(criterion, step),
  }))
  return (reason, daysLate) => {
    const step = steps.find((candidate) => daysLate <= candidate.upToDays)
    return marked(criterion, step?.parts ?? 0, step === undefined ? `${reason}, quá thời gian được tính điểm` : reason)
  }
}
