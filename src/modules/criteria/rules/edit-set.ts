import { Refusal } from '../../../vocabulary/refusal.ts'
import { type CriteriaNode, type CriteriaSet, isCriterion } from './criteria-set.ts'

/** A node, the branch that holds it (null on the top level) and its place there. */
export interface FoundNode {
  readonly node: CriteriaNode
  readonly parent: string | null
  readonly place: number
  readonly siblings: number
}

/** Undefined where no node has the code. */
export function findNode(set: CriteriaSet, code: string): FoundNode | undefined {
  const search = (nodes: readonly CriteriaNode[], parent: string | null): FoundNode | undefined => {
    for (const [place, node] of nodes.entries()) {
      if (node.code === code) return { node, parent, place, siblings: nodes.length }
      const found = isCriterion(node) ? undefined : search(node.children, node.code)
      if (found) return found
    }
    return undefined
  }
  return search(set.groups, null)
}

/** Refuses `criteria.no-such-node` and `criteria.code-taken`. */
export function addNode(set: CriteriaSet, parent: string | null, node: CriteriaNode): CriteriaSet {
  refuseTakenCode(set, node.code)
  if (parent === null) return { ...set, groups: [...set.groups, node] }
  const holder = findNode(set, parent)
  if (holder === undefined || isCriterion(holder.node)) throw noSuchNode(parent)
  return changeLists(set, parent, (children) => [...children, node])
}

/** Puts a node in the place of another, which may change its code. */
export function replaceNode(set: CriteriaSet, code: string, node: CriteriaNode): CriteriaSet {
  const found = findNode(set, code)
  if (found === undefined) throw noSuchNode(code)
  if (node.code !== code) refuseTakenCode(set, node.code)
  return changeLists(set, found.parent, (nodes) => nodes.map((each) => (each.code === code ? node : each)))
}

export function removeNode(set: CriteriaSet, code: string): CriteriaSet {
  const found = findNode(set, code)
  if (found === undefined) throw noSuchNode(code)
  return changeLists(set, found.parent, (nodes) => nodes.filter((each) => each.code !== code))
}

/** Up or down among its siblings; at the end of the row it stays. */
export function moveNode(set: CriteriaSet, code: string, by: -1 | 1): CriteriaSet {
  const found = findNode(set, code)
  if (found === undefined) throw noSuchNode(code)
  const place = Math.min(Math.max(found.place + by, 0), found.siblings - 1)
  return changeLists(set, found.parent, (nodes) => {
    const others = nodes.filter((each) => each.code !== code)
    return [...others.slice(0, place), found.node, ...others.slice(place)]
  })
}

/** Into another branch, or to the top level (null), at its end. Refuses `criteria.node-into-itself`. */
export function moveInto(set: CriteriaSet, code: string, parent: string | null): CriteriaSet {
  const found = findNode(set, code)
  if (found === undefined) throw noSuchNode(code)
  if (parent !== null && codesUnder(found.node).includes(parent)) {
    const message = 'Không chuyển một nhóm vào bên trong chính nó được. Hãy chọn nhóm khác.'
    throw new Refusal('invalid', 'criteria.node-into-itself', message, { move: message })
  }
  return addNode(removeNode(set, code), parent, found.node)
}

/** The code of a node and of all below it. */
export function codesUnder(node: CriteriaNode): string[] {
  return [node.code, ...(isCriterion(node) ? [] : node.children.flatMap(codesUnder))]
}

/** The next free code beside the others: `4.3` after `4.2`, `5` after `4`. */
export function nextCode(set: CriteriaSet, parent: string | null): string {
  const taken = new Set(set.groups.flatMap(codesUnder))
  for (let number = 1; ; number += 1) {
    const code = parent === null ? String(number) : `${parent}.${number}`
    if (!taken.has(code)) return code
  }
}

function changeLists(
  set: CriteriaSet,
  parent: string | null,
  change: (nodes: readonly CriteriaNode[]) => readonly CriteriaNode[],
): CriteriaSet {
  if (parent === null) return { ...set, groups: change(set.groups) }
  const walk = (node: CriteriaNode): CriteriaNode => {
    if (isCriterion(node)) return node
    return { ...node, children: node.code === parent ? change(node.children) : node.children.map(walk) }
  }
  return { ...set, groups: set.groups.map(walk) }
}

function refuseTakenCode(set: CriteriaSet, code: string): void {
  if (findNode(set, code) === undefined) return
  const message = `Mã “${code}” đã dùng cho mục khác. Hãy đặt mã khác.`
  throw new Refusal('invalid', 'criteria.code-taken', message, { code: message })
}

export function noSuchNode(code: string): Refusal {
  return new Refusal(
    'not-found',
    'criteria.no-such-node',
    `Bản soạn không có mục “${code}”, có thể mục này vừa được bỏ.`,
  )
}
