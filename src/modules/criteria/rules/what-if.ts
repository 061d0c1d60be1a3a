import type { CompiledCriteriaSet } from './compile-criteria-set.ts'
import type { FigureValue } from './input.ts'
import type { DecimalText } from './score-scale.ts'
import { type CriterionScore, type ScoredUnit, scoreUnit } from './score-unit.ts'
import { criteriaOf, figuresOfCriterion } from './set-inputs.ts'
import type { UnitInputs } from './unit-inputs.ts'

/** A unit as it stands and as it would stand with one figure changed. */
export interface WhatIf {
  readonly before: ScoredUnit
  readonly after: ScoredUnit
  /** The criteria whose points change, as they would be. */
  readonly changed: readonly { readonly before: CriterionScore; readonly after: CriterionScore }[]
}

/**
 * Changes one figure and scores again by the same function. Points that people gave (`decided`) to a criterion that asks for the
 * figure give way: otherwise the change would show nothing. Refuses what scoring refuses.
 */
export function whatIf(
  compiled: CompiledCriteriaSet,
  inputs: UnitInputs,
  decided: Readonly<Record<string, DecimalText>>,
  change: { readonly code: string; readonly value: FigureValue },
): WhatIf {
  const asking = new Set(
    criteriaOf(compiled.set.groups)
      .filter((criterion) => figuresOfCriterion(criterion).some((figure) => figure.code === change.code))
      .map((criterion) => criterion.code),
  )
  const kept = Object.fromEntries(Object.entries(decided).filter(([code]) => !asking.has(code)))
  const before = scoreUnit(compiled, inputs, decided)
  const after = scoreUnit(compiled, { ...inputs, figures: { ...inputs.figures, [change.code]: change.value } }, kept)
  const changed = before.criteria.flatMap((score, place) => {
    const then = after.criteria[place]
    return then && (then.points !== score.points || then.explanation !== score.explanation)
      ? [{ before: score, after: then }]
      : []
  })
  return { before, after, changed }
}

/** What stands between a unit and the next better rank. */
export interface NextRank {
  readonly rank: string
  /** How many points are missing; `0` with the scale's decimals where only rules hold the unit down. */
  readonly missing: DecimalText
  /** The knock-outs, ceilings and reasons not to rank that struck. */
  readonly heldBy: readonly string[]
  /** Where points can still be had, most first. */
  readonly room: readonly { readonly code: string; readonly title: string; readonly points: DecimalText }[]
}

/** Null for a unit that holds the best rank. */
export function nextRank(compiled: CompiledCriteriaSet, scored: ScoredUnit): NextRank | null {
  const { scale, ranks } = compiled
  const level = ranks.findIndex((rank) => rank.title === scored.rank)
  const next = level < 0 ? ranks.at(-1) : ranks[level - 1]
  if (next === undefined) return null
  const heldBy = scored.effects
    .filter((effect) => effect.applied && ['knock-out', 'ceiling', 'not-ranked'].includes(effect.kind))
    .map((effect) => effect.explanation)
  const missing = Math.max(0, next.from - scale.toParts(scored.total))
  const room = scored.criteria
    .flatMap(({ code, title, points, max }) => {
      const left = max === null ? 0 : scale.toParts(max) - scale.toParts(points)
      return left > 0 ? [{ code, title, left }] : []
    })
    .toSorted((first, second) => second.left - first.left)
    .map(({ code, title, left }) => ({ code, title, points: scale.write(left) }))
  return { rank: next.title, missing: scale.write(missing), heldBy, room }
}
