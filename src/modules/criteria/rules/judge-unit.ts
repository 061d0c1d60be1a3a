import { Refusal } from '../../../vocabulary/refusal.ts'
import type { CompiledCriteriaSet } from './compile-criteria-set.ts'
import type { CompiledCriterion, CompiledTree } from './compiled-tree.ts'
import type { Finding } from './condition.ts'
import { type Facts, readText } from './input.ts'
import { attainableParts, type Effect, type Sum } from './sum-tree.ts'

/** What thresholds, knock-outs and the unit's own ceilings make of its total, before it is compared with other units. */
export interface Judgement {
  /** By the thresholds alone; `null` when the unit is not ranked or below every threshold. */
  readonly rankByPoints: string | null
  /** After knock-outs and ceilings. */
  readonly rank: string | null
  /** The reason, when there is no rank. */
  readonly notRanked: string | null
  /** Other units whose final rank this one may not pass; applied when units are ranked together. */
  readonly notAboveUnits: readonly BoundByUnit[]
}

export interface BoundByUnit {
  readonly code: string
  readonly title: string
  readonly unit: string
}

/**
 * Not ranked stands before everything; else a knock-out forces its rank (of several, the worst), else the threshold gives it;
 * then ceilings lower it. Order of the rules in the set does not matter.
 */
export function judge(
  compiled: CompiledCriteriaSet,
  tree: CompiledTree,
  facts: Facts,
  parts: readonly number[],
  leftOut: ReadonlySet<CompiledCriterion>,
  sum: Sum,
  decidedReason: string | undefined,
): { judgement: Judgement; effects: Effect[] } {
  const effects: Effect[] = []
  const pointsOf = (code: string) => {
    const node = tree.nodeOf.get(code)
    if (node === undefined) return undefined
    // A share is of what could be had: criteria left out of the scale don't count against a unit.
    const maxParts = node.max === null || leftOut.size === 0 ? node.max : attainableParts(node, leftOut)
    return { parts: parts[node.index] ?? 0, maxParts }
  }
  const levelOf = (title: string) => compiled.ranks.findIndex((rank) => rank.title === title)
  const titleOf = (level: number) => compiled.ranks[level]?.title ?? null

  const reasons: string[] = []
  if (decidedReason !== undefined) {
    reasons.push(decidedReason)
    effects.push({ kind: 'not-ranked', code: '', applied: true, explanation: `Không xếp loại: ${decidedReason}` })
  }
  if (sum.nothingApplies) reasons.push('Không có tiêu chí nào áp dụng cho đơn vị')
  for (const rule of compiled.notRankedWhen) {
    const finding = rule.test(facts, pointsOf)
    if (finding.holds) reasons.push(rule.title)
    effects.push(effectOf('not-ranked', rule, finding, 'không xếp loại', 'vẫn xếp loại'))
  }

  const byPoints = compiled.ranks.findIndex((rank) => sum.total >= rank.from)
  let forced = -1
  for (const knockOut of compiled.knockOuts) {
    const finding = knockOut.test(facts, pointsOf)
    if (finding.holds) forced = Math.max(forced, levelOf(knockOut.rank))
    effects.push(
      effectOf('knock-out', knockOut, finding, `xếp loại “${knockOut.rank}” dù được bao nhiêu điểm`, 'không bị loại'),
    )
  }
  let level = forced >= 0 ? forced : byPoints
  for (const ceiling of compiled.ceilings) {
    const finding = ceiling.test(facts, pointsOf)
    const bound = levelOf(ceiling.notAbove)
    if (finding.holds && level >= 0) level = Math.max(level, bound)
    effects.push(effectOf('ceiling', ceiling, finding, `không xếp trên “${ceiling.notAbove}”`, 'không bị khống chế'))
  }
  const notAboveUnits: BoundByUnit[] = []
  for (const { code, title, figure, holds } of compiled.borrowedCeilings) {
    const value = readText(facts, figure)
    if (value === undefined) continue
    if (holds === 'unit') {
      notAboveUnits.push({ code, title, unit: value })
      continue
    }
    const bound = levelOf(value)
    if (bound < 0) refuseRank(compiled, title, value)
    const applied = level >= 0 && level < bound
    effects.push({ kind: 'ceiling', code, applied, explanation: `${title}: “${value}” → không xếp trên mức đó` })
    if (applied) level = bound
  }
  if (level < 0 && reasons.length === 0) reasons.push('Tổng điểm thấp hơn mọi ngưỡng xếp loại')

  const notRanked = reasons.length === 0 ? null : reasons.join('; ')
  return {
    judgement: {
      rankByPoints: notRanked === null ? titleOf(byPoints) : null,
      rank: notRanked === null ? titleOf(level) : null,
      notRanked,
      notAboveUnits,
    },
    effects,
  }
}

function refuseRank(compiled: CompiledCriteriaSet, title: string, value: string): never {
  throw new Refusal(
    'invalid',
    'criteria.no-such-rank',
    `“${title}” đang ghi là “${value}”, không phải một mức xếp loại. Hãy chọn một trong: ${compiled.ranks.map((rank) => rank.title).join('; ')}.`,
  )
}

function effectOf(
  kind: Effect['kind'],
  rule: { code: string; title: string },
  finding: Finding,
  struck: string,
  spared: string,
): Effect {
  const outcome = finding.holds ? struck : spared
  // Where the rule asks nothing but its own question, its title alone already says it.
  const found = finding.words.startsWith(rule.title) ? finding.words : `${rule.title} (${finding.words})`
  return { kind, code: rule.code, applied: finding.holds, explanation: `${found} → ${outcome}` }
}
