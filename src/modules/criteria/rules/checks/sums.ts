import { nodesFor } from '../compiled-tree.ts'
import { type CriteriaBranch, type CriteriaSet, isCriterion } from '../criteria-set.ts'
import { placedNodes } from './node-place.ts'
import type { ReadableScale } from './readable-scale.ts'
import { inside, type Place, type Problems, WHOLE_SET } from './set-problem.ts'

/** Points must add up for every kind of unit: components to their criterion, criteria to their group, groups to the whole. */
export function checkSums(set: CriteriaSet, scale: ReadableScale, problems: Problems): void {
  const wrong = new Map<string, { place: Place; code: string; message: string; kinds: string[] }>()
  for (const kind of set.unitKinds) {
    const say = (place: Place, code: string, message: string) => {
      const key = `${place.path} ${code} ${message}`
      const known = wrong.get(key) ?? { place, code, message, kinds: [] }
      known.kinds.push(kind.title)
      wrong.set(key, known)
    }
    checkBase(set, kind.code, scale, say)
    for (const { node, place } of placedNodes(set)) {
      if (!isCriterion(node)) checkBranch(node, place, kind.code, scale, say)
    }
  }
  // What is wrong for every kind of unit is said once; what is wrong for some names them.
  for (const { place, code, message, kinds } of wrong.values()) {
    problems.mistake(
      place,
      code,
      kinds.length === set.unitKinds.length ? message : `${message} (với: ${kinds.join('; ')})`,
    )
  }
}

type Say = (place: Place, code: string, message: string) => void

function checkBase(set: CriteriaSet, kind: string, scale: ReadableScale, say: Say) {
  const whole = scale.quietly(set.scale.baseMaximum)
  const parts = nodesFor(set.groups, kind)
    .filter((node) => (node.role ?? 'base') === 'base')
    .map((node) => scale.quietly(node.maxPoints))
  const sum = sumOf(parts)
  if (whole === null || sum === null || sum === whole) return
  say(
    inside(WHOLE_SET, 'groups', 'Các nhóm tiêu chí'),
    'groups-do-not-sum',
    `Điểm tối đa của các nhóm cộng lại là ${scale.show(sum)}, nhưng thang điểm ghi ${scale.show(whole)}.`,
  )
}

function checkBranch(node: CriteriaBranch, place: Place, kind: string, scale: ReadableScale, say: Say) {
  if (node.appliesTo !== undefined && !node.appliesTo.includes(kind)) return
  const children = nodesFor(node.children, kind)
  const sum = sumOf(children.map((child) => scale.quietly(child.maxPoints)))
  const whole = scale.quietly(node.maxPoints)
  const deduction = children.every((child) => scale.quietly(child.maxPoints) === 0) && whole === 0
  if (children.length === 0) {
    say(place, 'empty-group', 'Không có tiêu chí nào bên trong.')
  } else if (whole !== null && sum !== null && !deduction) {
    if (node.capped ? sum < whole : sum !== whole) {
      say(
        place,
        'points-do-not-sum',
        `Các tiêu chí bên trong cộng lại được ${scale.show(sum)}, nhưng mục này ghi ${scale.show(whole)}.`,
      )
    }
  } else if (whole !== null && !node.capped && children.some((child) => child.maxPoints === null)) {
    say(
      place,
      'limit-without-cap',
      'Bên trong có mục không giới hạn điểm mà mục này ghi điểm tối đa: hãy ghi rõ là cắt ở điểm tối đa (capped).',
    )
  }
}

/** `null` when one of them can't be read or has no limit. */
function sumOf(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0)
}
