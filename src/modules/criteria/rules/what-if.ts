import type { CompiledCriteriaSet } from './compile-criteria-set.ts'
import type { FigureValue } from './input.ts'
import { lastOf, type PartOfYear, pointsInYear, type ScoredPart, scoreOfYear } from './score-by-periods.ts'
import type { DecimalText } from './score-scale.ts'
import { type CriterionScore, type ScoredUnit, scoreUnit } from './score-unit.ts'
import { criteriaOf, figuresOfCriterion } from './set-inputs.ts'
import type { UnitInputs } from './unit-inputs.ts'

/** One part of a unit's year with all that it is scored by; `decided` are the points that people gave. A year of one set is one part. */
export interface TriedPart {
  readonly part: PartOfYear
  readonly compiled: CompiledCriteriaSet
  readonly inputs: UnitInputs
  readonly decided: Readonly<Record<string, DecimalText>>
}

/** A unit's year as it stands and as it would stand with one figure changed. */
export interface WhatIf {
  readonly before: ScoredUnit
  readonly after: ScoredUnit
  /** The parts with the figure changed, as they would be. */
  readonly parts: readonly ScoredPart[]
  /** The criteria whose points change, as they would be; all of them in the part whose figure is changed. */
  readonly changed: readonly { readonly before: CriterionScore; readonly after: CriterionScore }[]
}

/** The parts as they stand. */
export function scoredParts(parts: readonly TriedPart[]): ScoredPart[] {
  return parts.map(({ part, compiled, inputs, decided }) => ({
    ...{ part, compiled },
    scored: scoreUnit(compiled, inputs, decided),
  }))
}

/**
 * Changes one figure of one part and scores the year again by the same functions. Points that people gave to a criterion that asks for
 * the figure give way: otherwise the change would show nothing. Refuses what scoring refuses.
 */
export function whatIf(
  parts: readonly TriedPart[],
  change: { readonly place: number; readonly code: string; readonly value: FigureValue },
): WhatIf {
  const standing = scoredParts(parts)
  const then = scoredParts(parts.map((part, place) => (place === change.place ? withFigure(part, change) : part)))
  const after = then[change.place]?.scored.criteria ?? []
  const changed = (standing[change.place]?.scored.criteria ?? []).flatMap((score, place) => {
    const other = after[place]
    return other && (other.points !== score.points || other.explanation !== score.explanation)
      ? [{ before: score, after: other }]
      : []
  })
  return { before: scoreOfYear(standing), after: scoreOfYear(then), parts: then, changed }
}

function withFigure(part: TriedPart, { code, value }: { code: string; value: FigureValue }): TriedPart {
  const asking = new Set(
    criteriaOf(part.compiled.set.groups)
      .filter((criterion) => figuresOfCriterion(criterion).some((figure) => figure.code === code))
      .map((criterion) => criterion.code),
  )
  const decided = Object.fromEntries(Object.entries(part.decided).filter(([criterion]) => !asking.has(criterion)))
  return { ...part, decided, inputs: { ...part.inputs, figures: { ...part.inputs.figures, [code]: value } } }
}

/** What stands between a unit and the next better rank. */
export interface NextRank {
  readonly rank: string
  /** How many points are missing; `0` with the scale's decimals where only rules hold the unit down. */
  readonly missing: DecimalText
  /** The knock-outs, ceilings and reasons not to rank that struck. */
  readonly heldBy: readonly string[]
  /** Where points can still be had, most for the year first. */
  readonly room: readonly RoomForPoints[]
}

export interface RoomForPoints {
  readonly code: string
  readonly title: string
  readonly part: PartOfYear
  /** On the scale of the part's own set. */
  readonly points: DecimalText
  /** What they are worth in the points of the year; the same where one set holds for the whole year. */
  readonly ofYear: DecimalText
}

/** Null for a unit that holds the best rank. */
export function nextRank(parts: readonly ScoredPart[]): NextRank | null {
  const scored = scoreOfYear(parts)
  const { compiled } = lastOf(parts)
  const { scale, ranks } = compiled
  const level = ranks.findIndex((rank) => rank.title === scored.rank)
  const next = level < 0 ? ranks.at(-1) : ranks[level - 1]
  if (next === undefined) return null
  const heldBy = scored.effects
    .filter((effect) => effect.applied && ['knock-out', 'ceiling', 'not-ranked'].includes(effect.kind))
    .map((effect) => effect.explanation)
  const missing = Math.max(0, next.from - scale.toParts(scored.total))
  const room = parts
    .flatMap((part) => roomIn(part, compiled))
    .toSorted((first, second) => second.worth - first.worth)
    .map(({ worth, ...each }) => ({ ...each, ofYear: scale.write(worth) }))
  return { rank: next.title, missing: scale.write(missing), heldBy, room }
}

function roomIn({ part, compiled, scored }: ScoredPart, last: CompiledCriteriaSet) {
  const { scale } = compiled
  return scored.criteria.flatMap(({ code, title, points, max }) => {
    const left = max === null ? 0 : scale.toParts(max) - scale.toParts(points)
    const worth = left > 0 ? pointsInYear({ part, compiled }, last, left) : 0
    return left > 0 ? [{ code, title, part, points: scale.write(left), worth }] : []
  })
}
