import { type CriteriaNode, type CriteriaSet, type GroupRole, isCriterion } from '../criteria-set.ts'
import { inside, type Place, WHOLE_SET } from './set-problem.ts'

/** A node of the tree and where it stands. */
export interface PlacedNode {
  readonly node: CriteriaNode
  readonly place: Place
  readonly role: GroupRole
  readonly top: boolean
}

/** All nodes in the order of the set. The words of a place lead through the codes: `Mục 4 › Mục 4.2`. */
export function placedNodes(set: CriteriaSet): PlacedNode[] {
  const place = (nodes: readonly CriteriaNode[], list: string, parent: Place, role: GroupRole | null): PlacedNode[] =>
    nodes.flatMap((node, index) => {
      const at = { path: `${list}[${index}]`, words: inside(parent, 0, `Mục ${node.code}`).words }
      const ownRole = role ?? node.role ?? 'base'
      const placed = { node, place: at, role: ownRole, top: role === null }
      return isCriterion(node) ? [placed] : [placed, ...place(node.children, `${at.path}.children`, at, ownRole)]
    })
  return place(set.groups, 'groups', WHOLE_SET, null)
}

/** Where each code stands that can ask for figures: nodes, knock-outs, ceilings and reasons not to rank. */
export function placesByCode(set: CriteriaSet): ReadonlyMap<string, Place> {
  const rules = [
    ...rulePlaces('knockOuts', 'Điều kiện loại', set.knockOuts),
    ...rulePlaces('ceilings', 'Điều kiện khống chế', set.ceilings),
    ...rulePlaces('notRankedWhen', 'Không xếp loại', set.notRankedWhen),
  ]
  return new Map([...rules, ...placedNodes(set).map(({ node, place }): [string, Place] => [node.code, place])])
}

function rulePlaces(name: string, words: string, rules: readonly { readonly code: string }[] = []): [string, Place][] {
  return rules.map((rule, index) => [rule.code, inside(inside(WHOLE_SET, name, words), index, `“${rule.code}”`)])
}
