import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { TimeLimit } from './time-limit.ts'
import { TIME_LIMITS_OF_COMPLAINTS } from './time-limits-of-complaints.ts'
import { TIME_LIMITS_OF_DEMOCRACY } from './time-limits-of-democracy.ts'
import { TIME_LIMITS_OF_DENUNCIATIONS } from './time-limits-of-denunciations.ts'
import { TIME_LIMITS_OF_PERSONAL_DATA } from './time-limits-of-personal-data.ts'
import { TIME_LIMITS_OF_RECEPTION } from './time-limits-of-reception.ts'

/** Every time limit the system knows, by procedure. Checked in November 2026 against the sources each one names. */
export const timeLimits: readonly TimeLimit[] = [
  ...TIME_LIMITS_OF_COMPLAINTS,
  ...TIME_LIMITS_OF_DENUNCIATIONS,
  ...TIME_LIMITS_OF_RECEPTION,
  ...TIME_LIMITS_OF_DEMOCRACY,
  ...TIME_LIMITS_OF_PERSONAL_DATA,
]

const byId = new Map(timeLimits.map((rule) => [rule.id, rule]))

/** The rule of that id. Refuses `calendar.rule-not-known`. */
export function timeLimit(id: string): TimeLimit {
  const rule = byId.get(id)
  if (!rule) {
    throw new Refusal(
      'not-found',
      'calendar.rule-not-known',
      `Không có quy tắc thời hạn nào mang mã “${id}”. Hãy xem danh sách mã trong tài liệu hướng dẫn.`,
    )
  }
  return rule
}

/** True when the rule governs a clock that starts on the date: the case of May follows the rule of May. */
export function isInForce(rule: TimeLimit, clockStart: CalendarDate): boolean {
  return (!rule.validFrom || rule.validFrom <= clockStart) && (!rule.validTo || clockStart <= rule.validTo)
}

/**
 * The version of the rule that governs a clock starting on the date: `kn-accept` on 15/06/2026 gives `kn-accept-old`.
 * Refuses `calendar.rule-not-known`, and `calendar.rule-not-in-force` when no version governs that day.
 */
export function timeLimitInForce(id: string, clockStart: CalendarDate): TimeLimit {
  const version = versionInForce(timeLimit(id), clockStart)
  if (!version) throw notInForce(timeLimit(id), clockStart)
  return version
}

/** The refusal for a rule that does not govern the date; it names the version that does, if there is one. */
export function notInForce(rule: TimeLimit, clockStart: CalendarDate): Refusal {
  const validity = [
    rule.validFrom && `từ ngày ${formatCalendarDate(rule.validFrom)}`,
    rule.validTo && `đến hết ngày ${formatCalendarDate(rule.validTo)}`,
  ].filter(Boolean)
  const version = versionInForce(rule, clockStart)
  return new Refusal(
    'conflict',
    'calendar.rule-not-in-force',
    `Quy tắc “${rule.id}” chỉ áp dụng ${validity.join(' ')}, không áp dụng cho thời hạn bắt đầu ngày ${formatCalendarDate(clockStart)}. ${
      version ? `Hãy dùng quy tắc “${version.id}”.` : 'Không có quy tắc nào thay thế vào ngày này.'
    }`,
  )
}

function versionInForce(rule: TimeLimit, clockStart: CalendarDate): TimeLimit | undefined {
  return timeLimits.find((other) => isSameRule(rule, other) && isInForce(other, clockStart))
}

function isSameRule(rule: TimeLimit, other: TimeLimit): boolean {
  return other.id === rule.id || other.replacedBy === rule.id || rule.replacedBy === other.id
}
