import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** Rights that nobody lets another use: what was delegated would be passed on, or rights given to oneself. */
const NEVER_DELEGATED: readonly string[] = ['organisation.manage', 'account.manage', 'post.delegate', 'post.hand-over']

/** The rights of a post that its holder may let another use, of those that the role carries. */
export function delegable(permissions: readonly string[]): string[] {
  return permissions.filter((permission) => !NEVER_DELEGATED.includes(permission))
}

export type DelegationState = 'coming' | 'in-force' | 'ended' | 'withdrawn'
type DelegationSpan = { validFrom: CalendarDate; validTo: CalendarDate; withdrawnAt: Date | null }

/** Where a delegation stands on a day. It ends by itself after its last day. */
export function delegationState(
  { validFrom, validTo, withdrawnAt }: DelegationSpan,
  day: CalendarDate,
): DelegationState {
  if (withdrawnAt !== null) return 'withdrawn'
  if (day < validFrom) return 'coming'
  return day <= validTo ? 'in-force' : 'ended'
}

export type DelegationAsked = {
  permissions: readonly string[]
  validFrom: CalendarDate
  validTo: CalendarDate
}

/**
 * Refuses `organisation.delegation-reversed`, `organisation.delegation-begins-earlier` (before today) and
 * `organisation.not-delegable`: what the giving post does not carry itself, or what is never delegated. Rights that were received
 * by delegation are not rights of the post, so they cannot be passed on.
 * Source: Luật Tổ chức chính quyền địa phương 2025 (a delegation is written, for a definite time, and not passed on).
 */
export function requireDelegation(
  asked: DelegationAsked,
  permissionsOfPost: readonly string[],
  today: CalendarDate,
): void {
  if (asked.validTo < asked.validFrom) {
    const message = `Ngày cuối ủy quyền (${formatCalendarDate(asked.validTo)}) trước ngày bắt đầu (${formatCalendarDate(asked.validFrom)}). Hãy kiểm tra lại hai ngày.`
    throw new Refusal('invalid', 'organisation.delegation-reversed', message, { validTo: message })
  }
  if (asked.validFrom < today) {
    const message = `Ủy quyền bắt đầu sớm nhất từ hôm nay (${formatCalendarDate(today)}): hệ thống không trao quyền cho ngày đã qua.`
    throw new Refusal('invalid', 'organisation.delegation-begins-earlier', message, { validFrom: message })
  }
  const allowed = delegable(permissionsOfPost)
  if (asked.permissions.length === 0 || !asked.permissions.every((permission) => allowed.includes(permission))) {
    const message = 'Hãy chọn việc ủy quyền trong danh sách quyền của chức vụ của bạn.'
    throw new Refusal('invalid', 'organisation.not-delegable', message, { permissions: message })
  }
}
