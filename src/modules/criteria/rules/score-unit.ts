import type { CompiledCriteriaSet } from './compile-criteria-set.ts'
import type { CompiledCriterion } from './compiled-tree.ts'
import { factsOf, leftAside, refuseUnknownBlock, refuseUnknownCriteria } from './facts-of-unit.ts'
import { type Judgement, judge } from './judge-unit.ts'
import type { DecimalText } from './score-scale.ts'
import { type ScoreState, settle } from './settle-criterion.ts'
import { type Effect, sumTree } from './sum-tree.ts'
import type { UnitIdentity, UnitInputs } from './unit-inputs.ts'

export interface CriterionScore {
  readonly code: string
  readonly title: string
  readonly points: DecimalText
  /** `null`: no limit. */
  readonly max: DecimalText | null
  readonly explanation: string
  readonly state: ScoreState
}

export interface GroupScore {
  readonly code: string
  readonly title: string
  readonly points: DecimalText
  readonly max: DecimalText | null
}

export interface ScoredUnit extends Judgement {
  readonly unit: UnitIdentity
  readonly year: number
  readonly total: DecimalText
  /** In the order of the set. */
  readonly criteria: readonly CriterionScore[]
  /** Groups and criteria with components, in the order of the set. */
  readonly groups: readonly GroupScore[]
  /** What each cap, rescaling, knock-out and ceiling did, or that it did nothing. */
  readonly effects: readonly Effect[]
}

/**
 * The points of one unit with a reason for each, and what thresholds, knock-outs and its own ceilings make of the total.
 * The total is base points (rescaled when criteria are left out) + bonus − deductions, kept between 0 and the total maximum.
 *
 * `decided` holds, by code of criterion, points that people gave (self-assessment, verification, after appeal); they stand in
 * place of the computed ones whatever the method, except where a criterion is left out of the scale.
 * Refuses what the methods refuse, points out of bounds, and codes, kinds of unit and years that are not in the set.
 */
export function scoreUnit(
  compiled: CompiledCriteriaSet,
  inputs: UnitInputs,
  decided?: Readonly<Record<string, DecimalText>>,
): ScoredUnit {
  const { scale } = compiled
  const tree = compiled.treeFor(inputs.unit.kind)
  refuseUnknownBlock(compiled, inputs.unit)
  const facts = factsOf(compiled, inputs)
  const aside = leftAside(compiled, tree, inputs)
  if (decided !== undefined) refuseUnknownCriteria(compiled, Object.keys(decided))

  const parts = new Array<number>(tree.nodeOf.size).fill(0)
  const leftOut = new Set<CompiledCriterion>()
  const scores = new Array<CriterionScore>(tree.criteria.length)
  const score = (criterion: CompiledCriterion, totalBefore: number) => {
    const setAside = aside.size > 0 && aside.has(criterion)
    const settled = settle(criterion, setAside, decided?.[criterion.code], facts, totalBefore)
    if (settled.state === 'left-out') leftOut.add(criterion)
    parts[criterion.index] = settled.parts
    scores[criterion.place] = {
      code: criterion.code,
      title: criterion.title,
      points: scale.write(settled.parts),
      max: criterion.maxText,
      explanation: settled.explanation,
      state: settled.state,
    }
  }

  for (const criterion of tree.criteria) if (criterion.role !== 'deduction') score(criterion, 0)
  const sum = sumTree(compiled, tree, parts, leftOut, (totalBefore) => {
    for (const criterion of tree.criteria) if (criterion.role === 'deduction') score(criterion, totalBefore)
  })
  const { judgement, effects } = judge(compiled, tree, facts, parts, leftOut, sum, inputs.notRanked)
  return {
    unit: inputs.unit,
    year: inputs.year,
    total: scale.write(sum.total),
    ...judgement,
    criteria: scores,
    groups: tree.branches.map((branch) => ({
      code: branch.code,
      title: branch.title,
      points: scale.write(parts[branch.index] ?? 0),
      max: branch.maxText,
    })),
    effects: [...sum.effects, ...effects],
  }
}
