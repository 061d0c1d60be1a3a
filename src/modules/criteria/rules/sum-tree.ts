import type { CompiledCriteriaSet } from './compile-criteria-set.ts'
import type { CompiledCriterion, CompiledNode, CompiledTree } from './compiled-tree.ts'
import { times } from './exact.ts'
import type { PointScale } from './point-scale.ts'

/** What a rule beyond the single criterion did to a unit, or that it did nothing. */
export interface Effect {
  readonly kind:
    | 'group-cap'
    | 'group-floor'
    | 'rescale'
    | 'total-cap'
    | 'total-floor'
    | 'not-ranked'
    | 'knock-out'
    | 'ceiling'
    | 'quota'
    | 'tie'
    | 'decision'
    | 'periods'
    | 'merger'
  /** The code of the group, rule or quota; empty for the total. */
  readonly code: string
  readonly applied: boolean
  readonly explanation: string
}

export interface Sum {
  readonly total: number
  readonly effects: readonly Effect[]
  /** True when every base criterion is left out, so that there is nothing to score. */
  readonly nothingApplies: boolean
}

/**
 * Adds up the points of the tree, in parts: `parts` holds those of the criteria and receives those of the branches.
 * Deductions are settled when base and bonus points together are known, since they may take a share of them.
 */
export function sumTree(
  compiled: CompiledCriteriaSet,
  tree: CompiledTree,
  parts: number[],
  leftOut: ReadonlySet<CompiledCriterion>,
  settleDeductions: (totalBefore: number) => void,
): Sum {
  const { scale, baseMaximum, totalMaximum } = compiled
  const effects: Effect[] = []
  const add = (role: string) => {
    let sum = 0
    for (const root of tree.roots) if (root.role === role) sum += sumNode(root.node, parts, scale, effects)
    return sum
  }

  let base = add('base')
  let nothingApplies = false
  if (leftOut.size > 0) {
    const attainable = tree.roots
      .filter((root) => root.role === 'base')
      .reduce((sum, root) => sum + attainableParts(root.node, leftOut), 0)
    nothingApplies = attainable === 0
    const rescaled = nothingApplies ? 0 : scale.round(times(base, baseMaximum), attainable)
    effects.push({
      kind: 'rescale',
      code: '',
      applied: true,
      explanation: `Bỏ ${leftOut.size} tiêu chí không áp dụng: ${scale.show(base)} trên ${scale.show(attainable)} còn lại, quy về thang ${scale.show(baseMaximum)} → ${scale.show(rescaled)}`,
    })
    base = rescaled
  }

  const before = base + add('bonus')
  settleDeductions(before)
  let total = before + add('deduction')
  if (totalMaximum !== null) {
    const applied = total > totalMaximum
    effects.push({
      kind: 'total-cap',
      code: '',
      applied,
      explanation: applied
        ? `Tổng điểm ${scale.show(total)}, không quá ${scale.show(totalMaximum)} → ${scale.show(totalMaximum)}`
        : `Tổng điểm không vượt ${scale.show(totalMaximum)}`,
    })
    if (applied) total = totalMaximum
  }
  if (total < 0) {
    effects.push({
      kind: 'total-floor',
      code: '',
      applied: true,
      explanation: `Tổng điểm ${scale.show(total)}, không dưới 0 → ${scale.show(0)}`,
    })
    total = 0
  }
  return { total, effects, nothingApplies }
}

function sumNode(node: CompiledNode, parts: number[], scale: PointScale, effects: Effect[]): number {
  if (!('children' in node)) return parts[node.index] ?? 0
  let sum = 0
  for (const child of node.children) sum += sumNode(child, parts, scale, effects)
  if (node.capped && node.max !== null) {
    const applied = sum > node.max
    effects.push({
      kind: 'group-cap',
      code: node.code,
      applied,
      explanation: applied
        ? `Mục ${node.code}: cộng được ${scale.show(sum)}, không quá ${scale.show(node.max)} → ${scale.show(node.max)}`
        : `Mục ${node.code}: cộng được ${scale.show(sum)}, không vượt ${scale.show(node.max)}`,
    })
    if (applied) sum = node.max
  }
  if (node.min !== null && sum < node.min) {
    effects.push({
      kind: 'group-floor',
      code: node.code,
      applied: true,
      explanation: `Mục ${node.code}: cộng được ${scale.show(sum)}, không dưới ${scale.show(node.min)} → ${scale.show(node.min)}`,
    })
    sum = node.min
  }
  parts[node.index] = sum
  return sum
}

/** The most that a node can still give when some criteria are left out. */
export function attainableParts(node: CompiledNode, leftOut: ReadonlySet<CompiledCriterion>): number {
  if (!('children' in node)) return leftOut.has(node) ? 0 : (node.max ?? 0)
  const sum = node.children.reduce((attainable, child) => attainable + attainableParts(child, leftOut), 0)
  return node.capped && node.max !== null ? Math.min(sum, node.max) : sum
}
