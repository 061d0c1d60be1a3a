import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type CompiledCriteriaSet, compileCriteriaSet } from './compile-criteria-set.ts'
import type { CriteriaSet } from './criteria-set.ts'
import { fractionOf, times } from './exact.ts'
import { type ScoredUnit, scoreUnit } from './score-unit.ts'
import type { YearPart, YearPlan } from './set-for-year.ts'
import type { Effect } from './sum-tree.ts'
import type { UnitInputs } from './unit-inputs.ts'
import { showDecimalText } from './vietnamese-number.ts'

/** A year scored by one set, or by two one after the other. */
export interface ScoredYear {
  /** As ranked: criteria, groups and scale are those of the last set of the year. */
  readonly scored: ScoredUnit
  readonly compiled: CompiledCriteriaSet
  /** Each part as its own set scores it; empty where one set holds for the whole year. */
  readonly parts: readonly { readonly part: YearPart; readonly scored: ScoredUnit }[]
}

/**
 * Scores a unit by the plan of its year, with the inputs of each part in the order of time. In a year of two parts each is scored
 * by its own set, its total is brought to the base maximum of the last set and taken with its share; the thresholds of the last set
 * rank the sum. A rank that a part was pushed down to, and a reason not to rank, hold for the year.
 * Refuses `criteria.inputs-for-each-part` and what scoring refuses.
 */
export function scoreYear(
  plan: YearPlan,
  inputs: readonly UnitInputs[],
  compile: (set: CriteriaSet) => CompiledCriteriaSet = compileCriteriaSet,
): ScoredYear {
  if (inputs.length !== plan.parts.length) throw inputsForEachPart(plan)
  const parts = plan.parts.map((part, index) => {
    const given = inputs[index]
    if (given === undefined) throw inputsForEachPart(plan)
    const compiled = compile(part.set)
    return { part, compiled, scored: scoreUnit(compiled, given) }
  })
  const last = parts.at(-1)
  if (last === undefined) throw inputsForEachPart(plan)
  if (parts.length === 1) return { scored: last.scored, compiled: last.compiled, parts: [] }
  return { scored: combined(last.compiled, parts), compiled: last.compiled, parts }
}

interface ScoredPart {
  readonly part: YearPart
  readonly compiled: CompiledCriteriaSet
  readonly scored: ScoredUnit
}

function combined(last: CompiledCriteriaSet, parts: readonly ScoredPart[]): ScoredUnit {
  const { scale } = last
  let total = 0
  const words: string[] = []
  for (const { part, compiled, scored } of parts) {
    const share = fractionOf(part.percent)
    const points = compiled.scale.toParts(scored.total)
    const dividend = times(times(points, last.baseMaximum), share.numerator)
    const divisor = times(compiled.baseMaximum, share.denominator * 100)
    const gives = scale.round(dividend, divisor)
    total += gives
    words.push(
      `${period(part)}: ${showDecimalText(scored.total)}/${compiled.scale.show(compiled.baseMaximum)} × ${showDecimalText(part.percent)}% của ${scale.show(last.baseMaximum)} = ${scale.show(gives)}`,
    )
  }
  const effects: Effect[] = [
    {
      kind: 'periods',
      code: '',
      applied: true,
      explanation: `${words.join('; ')} → cả năm ${scale.show(total)}`,
    },
  ]
  const byPoints = last.ranks.findIndex((rank) => total >= rank.from)
  let level = byPoints
  const reasons: string[] = []
  const final = parts.at(-1)?.scored
  if (final === undefined) throw new Error('a year has at least one part')
  for (const { part, scored } of parts) {
    effects.push(
      ...scored.effects.map((effect) => ({ ...effect, explanation: `${period(part)}: ${effect.explanation}` })),
    )
    if (scored.notRanked !== null) reasons.push(`${period(part)}: ${scored.notRanked}`)
    if (scored.rank === null || scored.rank === scored.rankByPoints) continue
    const bound = last.ranks.findIndex((rank) => rank.title === scored.rank)
    if (bound < 0)
      reasons.push(`${period(part)}: mức “${scored.rank}” không có trong bộ mới, chờ người có thẩm quyền quyết định`)
    level = Math.max(level, bound)
  }
  if (level < 0 && reasons.length === 0) reasons.push('Tổng điểm thấp hơn mọi ngưỡng xếp loại')
  const notRanked = reasons.length === 0 ? null : reasons.join('; ')
  return {
    ...final,
    total: scale.write(total),
    rankByPoints: notRanked === null ? (last.ranks[byPoints]?.title ?? null) : null,
    rank: notRanked === null ? (last.ranks[level]?.title ?? null) : null,
    notRanked,
    effects,
  }
}

const period = (part: YearPart) => `Từ ${formatCalendarDate(part.from)} đến ${formatCalendarDate(part.to)}`

function inputsForEachPart(plan: YearPlan): Refusal {
  return new Refusal(
    'invalid',
    'criteria.inputs-for-each-part',
    `${plan.because} Hãy ghi số liệu cho từng phần (“periods”: ${plan.parts.length} phần, theo thứ tự thời gian).`,
  )
}
