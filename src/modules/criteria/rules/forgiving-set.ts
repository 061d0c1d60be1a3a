import { Refusal } from '../../../vocabulary/refusal.ts'
import type { CompiledCriteriaSet } from './compile-criteria-set.ts'
import type { CompiledCriterion, CompiledNode, CompiledTree } from './compiled-tree.ts'
import { factsOf } from './facts-of-unit.ts'
import type { Marker } from './mark.ts'
import { criteriaOf, figuresOfCriterion } from './set-inputs.ts'
import type { UnitInputs } from './unit-inputs.ts'

/** A forgiving set, with the one that refuses behind it. */
export type ForgivingSet = CompiledCriteriaSet & { readonly strict: CompiledCriteriaSet }

/**
 * The same set, in which figures that contradict each other (answers without questions) cost their own criterion and not the whole
 * sheet: it counts as missing, with the contradiction as its explanation. Figures are counted by the system from records that
 * people enter in any order, so a sheet must be readable while they don't fit yet; it can't be handed in until they do.
 */
export function forgiving(compiled: CompiledCriteriaSet): ForgivingSet {
  const trees = new Map<string, CompiledTree>()
  return {
    ...compiled,
    strict: compiled,
    treeFor(kind) {
      const known = trees.get(kind)
      if (known) return known
      const tree = forgivingTree(compiled.treeFor(kind))
      trees.set(kind, tree)
      return tree
    },
  }
}

/**
 * Tells the first contradiction among the criteria that ask for one of the figures, as the method refuses it: what a person has
 * just typed must be answered at once.
 */
export function refuseContradiction(
  { strict }: ForgivingSet,
  inputs: UnitInputs,
  figureCodes: readonly string[],
): void {
  if (figureCodes.length === 0) return
  const typed = new Set(figureCodes)
  const asking = new Set(
    criteriaOf(strict.set.groups)
      .filter((criterion) => figuresOfCriterion(criterion).some((figure) => typed.has(figure.code)))
      .map((criterion) => criterion.code),
  )
  const facts = factsOf(strict, inputs)
  const aside = new Set(inputs.notApplicable ?? [])
  for (const criterion of strict.treeFor(inputs.unit.kind).criteria) {
    if (asking.has(criterion.code) && !aside.has(criterion.code)) criterion.mark(facts, 0)
  }
}

function forgivingTree(tree: CompiledTree): CompiledTree {
  const criteria: CompiledCriterion[] = []
  const branches: CompiledTree['branches'][number][] = []
  const nodeOf = new Map<string, CompiledNode>()
  const renew = (node: CompiledNode): CompiledNode => {
    const renewed = 'children' in node ? { ...node, children: node.children.map(renew) } : withForgivingMark(node)
    if ('children' in renewed) branches.push(renewed)
    else criteria.push(renewed)
    nodeOf.set(node.code, renewed)
    return renewed
  }
  const roots = tree.roots.map((root) => ({ role: root.role, node: renew(root.node) }))
  criteria.sort((first, second) => first.place - second.place)
  branches.sort((first, second) => first.index - second.index)
  return { roots, criteria, branches, nodeOf }
}

function withForgivingMark(criterion: CompiledCriterion): CompiledCriterion {
  const mark: Marker = (facts, totalBefore) => {
    try {
      return criterion.mark(facts, totalBefore)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { min, max, scale } = criterion.marked
      const parts = Math.min(Math.max(0, min ?? 0), max ?? 0)
      return { parts, explanation: `${error.messageForPerson} → ${scale.show(parts)}`, state: 'missing' }
    }
  }
  return { ...criterion, mark }
}
