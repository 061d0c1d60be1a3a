import { Refusal } from '../../../vocabulary/refusal.ts'
import type { LimitUnit, TimeLimit } from './time-limit.ts'

/** The facts and acts of a case that decide which of a rule's limits it has. */
export type LimitCircumstances = {
  /** The place is deep or remote (vùng sâu, vùng xa đi lại khó khăn). Without effect where the rule has no such variant. */
  readonly remote?: boolean | undefined
  /** Found complex, in writing. Without effect where the rule has no such variant. */
  readonly complex?: boolean | undefined
  /** Verification at several places or delegated. Without effect but for `tc-initial`. */
  readonly severalPlaces?: boolean | undefined
  /** Extension decisions made. */
  readonly extensions?: 0 | 1 | 2 | undefined
  /** An internal target in place of the rule's own number. */
  readonly limit?: number | undefined
  /** The unit of that target; the rule's own unless given. */
  readonly unit?: LimitUnit | undefined
}

/** A number of days, and in Vietnamese what it rests on. */
export type ApplicableLimit = { readonly limit: number; readonly unit: LimitUnit; readonly basis: string }

const UNIT_NAMES: Readonly<Record<LimitUnit, string>> = { calendar: 'ngày', working: 'ngày làm việc' }

/**
 * The number of days that governs the case, and why.
 * Refuses `calendar.frequency-not-limit` (a duty of so many times a year, month or week has no last day),
 * `calendar.no-limit-in-law`, `calendar.target-not-valid`, `calendar.unit-without-limit`, `calendar.no-extension`,
 * `calendar.extended-too-often` and `calendar.units-do-not-mix`.
 */
export function applicableLimit(rule: TimeLimit, facts: LimitCircumstances): ApplicableLimit {
  mustBeLimit(rule)
  mustAllowExtensions(rule, facts.extensions ?? 0)
  if (facts.limit !== undefined) return internalTarget(rule, facts, facts.limit)
  if (facts.unit !== undefined) {
    throw new Refusal(
      'invalid',
      'calendar.unit-without-limit',
      'Có đơn vị tính (unit) nhưng không có số ngày (limit). Hãy ghi cả hai, hoặc bỏ cả hai để dùng thời hạn của quy tắc.',
    )
  }
  const { limit, unit } = rule
  if (limit === null || (unit !== 'calendar' && unit !== 'working')) {
    throw new Refusal(
      'conflict',
      'calendar.no-limit-in-law',
      `Pháp luật không quy định thời hạn cho việc “${rule.title}”. Hãy ghi chỉ tiêu của tỉnh vào limit và unit để tính.`,
    )
  }
  const variant = legalVariant(rule, limit, facts)
  return { ...variant, unit, basis: `Thời hạn ${variant.limit} ${UNIT_NAMES[unit]} (${variant.basis}).` }
}

function mustBeLimit(rule: TimeLimit): void {
  if (rule.direction !== 'at-least') return
  throw new Refusal(
    'conflict',
    'calendar.frequency-not-limit',
    `Quy tắc “${rule.id}” (${rule.title}) quy định số lần phải làm, ít nhất ${rule.limit ?? 1} lần ${rule.startsFrom}, không phải thời hạn, nên không có ngày đến hạn.`,
  )
}

function mustAllowExtensions(rule: TimeLimit, extensions: number): void {
  if (extensions === 0) return
  const { extension } = rule
  if (!extension) {
    throw new Refusal(
      'conflict',
      'calendar.no-extension',
      `Thời hạn của việc “${rule.title}” không được gia hạn (${rule.source}). Hãy bỏ extensions.`,
    )
  }
  const most = extension.kind === 'add' ? extension.times : 1
  if (extensions > most) {
    throw new Refusal(
      'conflict',
      'calendar.extended-too-often',
      `Thời hạn của việc “${rule.title}” chỉ được gia hạn tối đa ${most} lần (${rule.source}), không thể gia hạn ${extensions} lần.`,
    )
  }
}

function internalTarget(rule: TimeLimit, facts: LimitCircumstances, target: number): ApplicableLimit {
  const legalUnit = rule.unit === 'calendar' || rule.unit === 'working' ? rule.unit : undefined
  const unit = facts.unit ?? legalUnit
  if (!Number.isInteger(target) || target < 1 || !unit) {
    throw new Refusal(
      'invalid',
      'calendar.target-not-valid',
      unit
        ? 'Chỉ tiêu nội bộ (limit) phải là số nguyên dương.'
        : `Việc “${rule.title}” không có đơn vị tính trong luật. Hãy ghi thêm unit: “calendar” (ngày) hoặc “working” (ngày làm việc).`,
    )
  }
  const added = addedDays(rule, facts.extensions ?? 0)
  if (added > 0 && unit !== rule.unit) {
    throw new Refusal(
      'invalid',
      'calendar.units-do-not-mix',
      'Chỉ tiêu nội bộ tính bằng đơn vị khác với đơn vị của thời gian gia hạn nên không cộng được. Hãy ghi chỉ tiêu đã gồm thời gian gia hạn và bỏ extensions.',
    )
  }
  const beyondLaw = unit === rule.unit && rule.limit !== null && target > rule.limit
  const basis = [
    `Chỉ tiêu nội bộ ${target} ${UNIT_NAMES[unit]} thay cho thời hạn của quy tắc`,
    ...(added > 0 ? [`cộng ${added} ngày gia hạn`] : []),
    ...(beyondLaw ? [`lưu ý: thời hạn thông thường theo luật là ${rule.limit} ${UNIT_NAMES[unit]}`] : []),
  ]
  return { limit: target + added, unit, basis: `${basis.join('; ')}.` }
}

/** The rule's ordinary limit or the variant that the facts call for. */
function legalVariant(rule: TimeLimit, limit: number, facts: LimitCircumstances): { limit: number; basis: string } {
  const extensions = facts.extensions ?? 0
  const replacement = rule.extension?.kind === 'replace' ? rule.extension : null
  // An extension that replaces is the written finding itself: complexity for complaints, several places for denunciations.
  const complex = facts.complex || (replacement?.because === 'complex' && extensions > 0)
  const severalPlaces = facts.severalPlaces || extensions > 0

  if (replacement?.because === 'several-places' && severalPlaces) {
    return { limit: replacement.limit, basis: 'xác minh tại nhiều địa điểm hoặc ủy quyền xác minh' }
  }
  if (facts.remote && complex && rule.remote?.complexLimit) {
    return { limit: rule.remote.complexLimit, basis: 'vụ việc phức tạp ở vùng sâu, vùng xa đi lại khó khăn' }
  }
  if (facts.remote && rule.remote) return { limit: rule.remote.limit, basis: 'vùng sâu, vùng xa đi lại khó khăn' }
  if (complex && rule.complexLimit) return { limit: rule.complexLimit, basis: 'vụ việc phức tạp' }
  const added = addedDays(rule, extensions)
  if (added > 0)
    return { limit: limit + added, basis: `${limit} ngày và ${extensions} lần gia hạn, cộng ${added} ngày` }
  return { limit, basis: ordinaryBasis(facts) }
}

function addedDays(rule: TimeLimit, extensions: number): number {
  return rule.extension?.kind === 'add' ? extensions * rule.extension.daysEach : 0
}

/** Says which stated facts change nothing here, so that nobody believes they lengthened the limit. */
function ordinaryBasis({ remote, complex, severalPlaces }: LimitCircumstances): string {
  const withoutEffect = [
    remote && 'vùng sâu, vùng xa',
    complex && 'tính chất phức tạp',
    severalPlaces && 'xác minh tại nhiều địa điểm',
  ].filter(Boolean)
  return withoutEffect.length > 0
    ? `thông thường; ${withoutEffect.join(', ')} không làm thay đổi thời hạn này`
    : 'thông thường'
}
