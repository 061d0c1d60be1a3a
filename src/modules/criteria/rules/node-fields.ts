import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  type CriteriaBranch,
  type CriteriaNode,
  type Criterion,
  type GroupRole,
  isCriterion,
  type NotApplicableMode,
  type Scorer,
} from './criteria-set.ts'
import { filledLines, readDecimal } from './method-lines.ts'
import { showDecimalText } from './vietnamese-number.ts'

export const NODE_LABELS = {
  code: 'Số, mã của mục',
  title: 'Nội dung',
  maxPoints: 'Điểm tối đa',
  minPoints: 'Điểm thấp nhất',
  capped: 'Khi cộng quá',
  role: 'Điểm của nhóm này',
  appliesTo: 'Chỉ có ở loại đơn vị (để trống: tất cả)',
  scorer: 'Ai chấm',
  scoredBy: 'Tên cụ thể của người chấm',
  evidence: 'Tài liệu kiểm chứng',
  guidance: 'Hướng dẫn',
  notApplicable: 'Khi trong năm không phát sinh việc',
  notApplicableTo: 'Loại đơn vị coi như không phát sinh',
} as const

/** A node as its form's fields. */
export function nodeFields(node: CriteriaNode): Record<string, string | string[]> {
  const common = {
    code: node.code,
    title: node.title,
    maxPoints: showDecimalText(node.maxPoints ?? ''),
    minPoints: node.minPoints === null ? 'không' : showDecimalText(node.minPoints ?? ''),
    role: node.role ?? 'base',
    appliesTo: [...(node.appliesTo ?? [])],
  }
  if (!isCriterion(node)) return { ...common, capped: node.capped ? 'yes' : '' }
  return {
    ...common,
    scorer: node.scorer,
    scoredBy: node.scoredBy ?? '',
    evidence: (node.evidence ?? []).map((each) => (each.required ? each.text : `${each.text} (nếu có)`)).join('\n'),
    guidance: node.guidance ?? '',
    notApplicable: node.notApplicable ?? '',
    notApplicableTo: [...(node.notApplicableTo ?? [])],
  }
}

export interface NodeEntered {
  readonly code: string
  readonly title: string
  readonly maxPoints: string
  readonly minPoints: string
  readonly capped?: string | string[] | undefined
  readonly role?: GroupRole | undefined
  readonly appliesTo?: string | string[] | undefined
  readonly scorer?: Scorer | undefined
  readonly scoredBy: string
  readonly notApplicable?: NotApplicableMode | '' | undefined
  readonly notApplicableTo?: string | string[] | undefined
  readonly evidence: string
  readonly guidance: string
}

/** The node with what was entered in its place; its children or its method stay. Refuses `criteria.not-points`. */
export function nodeWith(node: CriteriaNode, entered: NodeEntered): CriteriaNode {
  const appliesTo = several(entered.appliesTo)
  const notApplicableTo = several(entered.notApplicableTo)
  const minPoints = floorIn(entered.minPoints)
  const common = {
    code: entered.code,
    title: entered.title,
    ...(entered.role === undefined || entered.role === 'base' ? {} : { role: entered.role }),
    ...(appliesTo.length === 0 ? {} : { appliesTo }),
    maxPoints: maximumIn(entered.maxPoints),
    ...(minPoints === undefined ? {} : { minPoints }),
  }
  if (!isCriterion(node)) {
    const capped = several(entered.capped).length > 0 ? { capped: true } : {}
    return { ...common, ...capped, children: node.children } satisfies CriteriaBranch
  }
  const evidence = filledLines(entered.evidence).map((line) => ({
    text: line.replace(/\s*\(nếu có\)$/u, ''),
    required: !/\(nếu có\)$/u.test(line),
  }))
  return {
    ...common,
    scorer: entered.scorer ?? node.scorer,
    ...(entered.scoredBy === '' ? {} : { scoredBy: entered.scoredBy }),
    method: node.method,
    ...(entered.guidance === '' ? {} : { guidance: entered.guidance }),
    ...(evidence.length === 0 ? {} : { evidence }),
    ...(entered.notApplicable === undefined || entered.notApplicable === ''
      ? {}
      : { notApplicable: entered.notApplicable }),
    ...(notApplicableTo.length === 0 ? {} : { notApplicableTo }),
  } satisfies Criterion
}

/** A new group, or a new criterion that is marked freely until its method is said. Refuses `criteria.not-points`. */
export function newNode(entered: {
  sort: 'group' | 'criterion'
  code: string
  title: string
  maxPoints: string
}): CriteriaNode {
  const common = { code: entered.code, title: entered.title, maxPoints: maximumIn(entered.maxPoints) }
  return entered.sort === 'group'
    ? { ...common, children: [] }
    : { ...common, scorer: 'unit', method: { kind: 'free' } }
}

function maximumIn(typed: string): string | null {
  return typed === '' ? null : points(typed, 'maxPoints')
}

function floorIn(typed: string): string | null | undefined {
  if (typed === '') return undefined
  return /^không$/iu.test(typed) ? null : points(typed, 'minPoints')
}

function points(typed: string, field: string): string {
  const number = readDecimal(typed)
  if (number !== null) return number
  const message = `“${typed}” không phải là số điểm. Hãy ghi bằng chữ số, ví dụ 2,5.`
  throw new Refusal('invalid', 'criteria.not-points', message, { [field]: message })
}

const several = (value: string | string[] | undefined) =>
  value === undefined ? [] : [value].flat().filter((each) => each !== '')
