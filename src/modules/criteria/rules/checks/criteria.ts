import { takesFromGroup } from '../compiled-tree.ts'
import {
  type CriteriaBranch,
  type CriteriaNode,
  type CriteriaSet,
  type Criterion,
  type GroupRole,
  isCriterion,
} from '../criteria-set.ts'
import { checkWords } from './header.ts'
import { checkMethod } from './method.ts'
import { placedNodes } from './node-place.ts'
import type { ReadableScale } from './readable-scale.ts'
import { inside, type Place, type Problems } from './set-problem.ts'

/** Every node by itself: codes, titles, bounds, kinds of unit, evidence and the method. */
export function checkCriteria(set: CriteriaSet, scale: ReadableScale, problems: Problems): void {
  const kinds = new Set(set.unitKinds.map((kind) => kind.code))
  const seen = new Map<string, Place>()
  for (const { node, place, role, top } of placedNodes(set)) {
    checkWords(inside(place, 'title', 'Tên'), node.title, problems)
    const first = seen.get(node.code)
    if (first !== undefined) {
      problems.mistake(place, 'duplicate-code', `Mã “${node.code}” đã dùng cho mục khác (${first.words}).`)
    }
    seen.set(node.code, first ?? place)
    if (!top && node.role !== undefined) {
      problems.mistake(place, 'role-inside', 'Chỉ mục ở cấp cao nhất mới được ghi là điểm thưởng hoặc điểm trừ.')
    }
    checkKinds(place, node.appliesTo ?? [], kinds, problems)
    if (node.maxPoints === null) checkUnlimited(node, place, role, problems)
    else scale.points(inside(place, 'maxPoints', 'Điểm tối đa'), node.maxPoints)
    if (!isCriterion(node)) {
      checkBranchFloor(node, place, role, scale, problems)
      continue
    }
    if (top && takesFromGroup(node)) {
      problems.mistake(place, 'deduction-place', 'Trừ vào điểm của nhóm chỉ dùng cho tiêu chí nằm trong một nhóm.')
    }
    checkKinds(place, node.notApplicableTo ?? [], kinds, problems)
    checkBounds(node, place, role, scale, problems)
    checkEvidence(node, place, problems)
    checkMethod(node.method, node, role, inside(place, 'method', 'Cách chấm'), scale, problems)
  }
}

function checkKinds(place: Place, kinds: readonly string[], known: ReadonlySet<string>, problems: Problems) {
  for (const kind of kinds) {
    if (!known.has(kind)) {
      problems.mistake(
        place,
        'no-such-kind',
        `Loại đơn vị “${kind}” không có trong danh sách loại đơn vị của bộ tiêu chí.`,
      )
    }
  }
}

function checkUnlimited(node: CriteriaNode, place: Place, role: GroupRole, problems: Problems) {
  if (role === 'bonus' || (role === 'deduction' && !isCriterion(node))) return
  problems.mistake(place, 'no-maximum', 'Chỉ trong nhóm điểm thưởng mới được để điểm tối đa không giới hạn.')
}

function checkBounds(criterion: Criterion, place: Place, role: GroupRole, scale: ReadableScale, problems: Problems) {
  const { maxPoints, minPoints = '0' } = criterion
  const at = inside(place, 'minPoints', 'Điểm tối thiểu')
  const max = scale.quietly(maxPoints)
  const min = minPoints === null ? null : scale.points(at, minPoints)
  const takes = role === 'deduction' || takesFromGroup(criterion)
  if (minPoints === null && !takes) {
    problems.mistake(
      at,
      'no-floor',
      'Chỉ tiêu chí trừ điểm vào nhóm hoặc vào tổng mới được để điểm tối thiểu không giới hạn.',
    )
  }
  if (takes) {
    if (max !== 0)
      problems.mistake(
        place,
        'deduction-maximum',
        'Tiêu chí chỉ trừ điểm (vào nhóm hoặc vào tổng) phải có điểm tối đa bằng 0.',
      )
    if (min === 0) {
      problems.mistake(
        at,
        'deduction-floor',
        'Tiêu chí chỉ trừ điểm phải có điểm tối thiểu nhỏ hơn 0, nếu không sẽ không trừ được gì.',
      )
    }
  } else if (max !== null && max <= 0) {
    problems.mistake(place, 'maximum-not-positive', 'Điểm tối đa phải lớn hơn 0.')
  } else if (max !== null && min !== null && min >= max) {
    problems.mistake(at, 'floor-above-maximum', 'Điểm tối thiểu phải nhỏ hơn điểm tối đa.')
  }
}

function checkBranchFloor(
  { minPoints }: CriteriaBranch,
  place: Place,
  role: GroupRole,
  scale: ReadableScale,
  problems: Problems,
) {
  if (minPoints === undefined || minPoints === null) return
  const at = inside(place, 'minPoints', 'Điểm tối thiểu')
  const min = scale.points(at, minPoints)
  if (min === null) return
  if (role === 'deduction' && min >= 0) {
    problems.mistake(at, 'deduction-floor', 'Mức trừ nhiều nhất của nhóm điểm trừ phải là số nhỏ hơn 0, ví dụ -10.')
  } else if (role !== 'deduction' && min > 0) {
    problems.mistake(at, 'floor-above-maximum', 'Điểm tối thiểu của một nhóm không được lớn hơn 0.')
  }
}

function checkEvidence(criterion: Criterion, place: Place, problems: Problems) {
  for (const [index, evidence] of (criterion.evidence ?? []).entries()) {
    checkWords(inside(inside(place, 'evidence', 'Minh chứng'), index, `thứ ${index + 1}`), evidence.text, problems)
  }
}
