import {
  type CriteriaNode,
  type CriteriaSet,
  type Criterion,
  type GroupRole,
  isCriterion,
  type NotApplicableMode,
} from './criteria-set.ts'
import type { Marked, Marker } from './mark.ts'
import { markerOf } from './methods/marker.ts'
import type { PointScale } from './point-scale.ts'
import { markedOf } from './points-within.ts'
import type { DecimalText } from './score-scale.ts'

/** A node made ready for scoring units of one kind. `index` is its place in the order of the set, parents before children. */
export type CompiledNode = CompiledBranch | CompiledCriterion

export interface CompiledBranch {
  readonly index: number
  readonly code: string
  readonly title: string
  readonly max: number | null
  readonly maxText: DecimalText | null
  readonly capped: boolean
  /** In parts; `null`: no floor. */
  readonly min: number | null
  readonly children: readonly CompiledNode[]
}

export interface CompiledCriterion {
  readonly index: number
  /** Its place among the criteria of the tree. */
  readonly place: number
  readonly code: string
  readonly title: string
  readonly max: number | null
  readonly maxText: DecimalText | null
  readonly marked: Marked
  readonly mark: Marker
  readonly role: GroupRole
  readonly mode: NotApplicableMode
  /** True when the set itself says that the criterion never applies to this kind of unit. */
  readonly neverApplies: boolean
}

/** The tree of one set as it stands for one kind of unit. */
export interface CompiledTree {
  readonly roots: readonly { readonly role: GroupRole; readonly node: CompiledNode }[]
  readonly criteria: readonly CompiledCriterion[]
  readonly branches: readonly CompiledBranch[]
  readonly nodeOf: ReadonlyMap<string, CompiledNode>
}

/** Refuses `criteria.bad-points` and what the methods refuse when the set has mistakes that `checkSet` names. */
export function compileTree(set: CriteriaSet, kind: string, scale: PointScale): CompiledTree {
  const criteria: CompiledCriterion[] = []
  const branches: CompiledBranch[] = []
  const nodeOf = new Map<string, CompiledNode>()
  let next = 0

  function compileNode(node: CriteriaNode, role: GroupRole): CompiledNode {
    const index = next++
    const compiled = isCriterion(node) ? compileCriterion(node, role, index) : compileBranch(node, role, index)
    nodeOf.set(node.code, compiled)
    return compiled
  }

  function compileBranch(node: Exclude<CriteriaNode, Criterion>, role: GroupRole, index: number): CompiledBranch {
    const max = node.maxPoints === null ? null : scale.toParts(node.maxPoints)
    const branch = {
      index,
      code: node.code,
      title: node.title,
      max,
      maxText: max === null ? null : scale.write(max),
      capped: node.capped ?? false,
      min: branchFloor(node, role, scale),
      children: nodesFor(node.children, kind).map((child) => compileNode(child, role)),
    }
    branches.push(branch)
    return branch
  }

  function compileCriterion(node: Criterion, role: GroupRole, index: number): CompiledCriterion {
    const marked = markedOf(node, scale)
    const criterion = {
      index,
      place: criteria.length,
      code: node.code,
      title: node.title,
      max: marked.max,
      maxText: marked.max === null ? null : scale.write(marked.max),
      marked,
      mark: markerOf(node.method, marked),
      role,
      // A bonus is not granted, and nothing is deducted, for what did not arise: the modes are about base points.
      mode: role === 'base' ? (node.notApplicable ?? set.notApplicable) : ('nothing' as const),
      neverApplies: node.notApplicableTo?.includes(kind) ?? false,
    }
    criteria.push(criterion)
    return criterion
  }

  const roots = nodesFor(set.groups, kind).map((node) => {
    const role = node.role ?? 'base'
    return { role, node: compileNode(node, role) }
  })
  branches.sort((first, second) => first.index - second.index)
  return { roots, criteria, branches, nodeOf }
}

/** True for a criterion that has no points of its own and takes from what its group gives. */
export function takesFromGroup(node: CriteriaNode): boolean {
  return isCriterion(node) && node.method.kind === 'deduction' && node.method.takenFrom === 'group'
}

function branchFloor(node: Exclude<CriteriaNode, Criterion>, role: GroupRole, scale: PointScale): number | null {
  if (node.minPoints === undefined) return role !== 'deduction' && node.children.some(takesFromGroup) ? 0 : null
  return node.minPoints === null ? null : scale.toParts(node.minPoints)
}

/** The nodes that exist for this kind of unit. */
export function nodesFor(nodes: readonly CriteriaNode[], kind: string): readonly CriteriaNode[] {
  return nodes.filter((node) => node.appliesTo === undefined || node.appliesTo.includes(kind))
}

/** The criteria under a node, itself included. */
export function criteriaUnder(node: CompiledNode): readonly CompiledCriterion[] {
  return 'children' in node ? node.children.flatMap(criteriaUnder) : [node]
}
