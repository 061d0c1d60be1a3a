import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type CompiledCriteriaSet, compileCriteriaSet } from './compile-criteria-set.ts'
import type { CriteriaSet } from './criteria-set.ts'
import { fractionOf, plus, type Quantity, times } from './exact.ts'
import type { DecimalText } from './score-scale.ts'
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
  return { scored: scoreOfParts(parts), compiled: last.compiled, parts }
}

/** The stretch of a year that a part stands for, with its share in the points of the year. */
export type PartOfYear = Pick<YearPart, 'from' | 'to' | 'percent'>

export interface ScoredPart {
  readonly part: PartOfYear
  readonly compiled: CompiledCriteriaSet
  readonly scored: ScoredUnit
}

/** What points of the parts come to for the whole year, on the scale of the last part's set; with the reckoning in words. */
export function totalOfParts(
  parts: readonly { part: PartOfYear; compiled: CompiledCriteriaSet; total: DecimalText }[],
): { total: DecimalText; explanation: string } {
  const last = lastOf(parts).compiled
  const { scale } = last
  let dividend: Quantity = 0
  let divisor: Quantity = 1
  let sumOfRounded = 0
  const words: string[] = []
  for (const { part, compiled, total } of parts) {
    const { ofPart, outOf } = worthInYear({ part, compiled }, last, compiled.scale.toParts(total))
    // Rounded once, when all is added up: two halves of a point must not become more than a year can give.
    dividend = plus(times(dividend, outOf), times(ofPart, divisor))
    divisor = times(divisor, outOf)
    const gives = scale.round(ofPart, outOf)
    sumOfRounded += gives
    words.push(
      `${period(part)}: ${showDecimalText(total)}/${compiled.scale.show(compiled.baseMaximum)} × ${showDecimalText(part.percent)}% của ${scale.show(last.baseMaximum)} = ${scale.show(gives)}`,
    )
  }
  const sum = scale.round(dividend, divisor)
  const rounding = sum === sumOfRounded ? '' : ' (cộng số chưa làm tròn, rồi làm tròn một lần)'
  return { total: scale.write(sum), explanation: `${words.join('; ')} → cả năm ${scale.show(sum)}${rounding}` }
}

/** What points of one part (in the smallest parts of its scale) are worth in the year, not rounded yet: a share of the last set's maximum. */
function worthInYear(
  { part, compiled }: { part: PartOfYear; compiled: CompiledCriteriaSet },
  last: CompiledCriteriaSet,
  points: Quantity,
): { ofPart: Quantity; outOf: Quantity } {
  const share = fractionOf(part.percent)
  return {
    ofPart: times(times(points, last.baseMaximum), share.numerator),
    outOf: times(compiled.baseMaximum, share.denominator * 100),
  }
}

/** The same for points of one criterion, rounded for showing, in the smallest parts of the last set's scale. */
export function pointsInYear(
  part: { part: PartOfYear; compiled: CompiledCriteriaSet },
  last: CompiledCriteriaSet,
  points: number,
): number {
  const { ofPart, outOf } = worthInYear(part, last, points)
  return last.scale.round(ofPart, outOf)
}

/** The year of a unit, whether one set holds for all of it or two share it. */
export function scoreOfYear(parts: readonly ScoredPart[]): ScoredUnit {
  return parts.length === 1 ? lastOf(parts).scored : scoreOfParts(parts)
}

/**
 * The year of a unit from its parts, each scored by its own set, in the order of time. The criteria and groups are those of the last
 * part; its thresholds rank the sum, and what pushed the unit down in one part holds for the year.
 */
export function scoreOfParts(parts: readonly ScoredPart[]): ScoredUnit {
  const { compiled: last, scored: final } = lastOf(parts)
  const year = totalOfParts(parts.map(({ part, compiled, scored }) => ({ part, compiled, total: scored.total })))
  const total = last.scale.toParts(year.total)
  const effects: Effect[] = [{ kind: 'periods', code: '', applied: true, explanation: year.explanation }]
  const byPoints = last.ranks.findIndex((rank) => total >= rank.from)
  let level = byPoints
  const reasons: string[] = []
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
  const [sameForAll, ...otherReasons] = new Set(parts.map(({ scored }) => scored.notRanked))
  const words = otherReasons.length === 0 && sameForAll ? sameForAll : reasons.join('; ')
  const notRanked = reasons.length === 0 ? null : words
  return {
    ...final,
    total: year.total,
    rankByPoints: notRanked === null ? (last.ranks[byPoints]?.title ?? null) : null,
    rank: notRanked === null ? (last.ranks[level]?.title ?? null) : null,
    notRanked,
    effects,
  }
}

export function lastOf<Part>(parts: readonly Part[]): Part {
  const last = parts.at(-1)
  if (last === undefined) throw new Error('a year has at least one part')
  return last
}

const period = (part: PartOfYear) => `Từ ${formatCalendarDate(part.from)} đến ${formatCalendarDate(part.to)}`

function inputsForEachPart(plan: YearPlan): Refusal {
  return new Refusal(
    'invalid',
    'criteria.inputs-for-each-part',
    `${plan.because} Hãy ghi số liệu cho từng phần (“periods”: ${plan.parts.length} phần, theo thứ tự thời gian).`,
  )
}
