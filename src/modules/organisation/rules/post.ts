import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** Two groups in which the people of a unit are counted. */
export const POST_GROUPS = { leader: 'Lãnh đạo, quản lý', other: 'Thành viên, nhân viên khác' } as const

/** How the titles of those who lead begin, deputies included, in small letters. PostgreSQL reads the same words. */
export const LEADING_TITLE =
  '^(quyền )?(phó )?(chủ tịch|chủ nhiệm|chánh|trưởng|cục trưởng|chi cục trưởng|giám đốc|tổng giám đốc|bí thư)'

/** True for the title of somebody who leads a unit or a part of it: `Phó Chánh Văn phòng`. */
export function isLeadingTitle(title: string): boolean {
  return new RegExp(LEADING_TITLE).test(title.toLowerCase())
}

export type PostSpan = { validFrom: CalendarDate; validTo: CalendarDate | null }

/** Refuses `organisation.post-reversed` when the post would end before it begins. */
export function requireSpan({ validFrom, validTo }: PostSpan): void {
  if (validTo === null || validTo >= validFrom) return
  const message = `Ngày thôi giữ chức vụ (${formatCalendarDate(validTo)}) trước ngày bắt đầu (${formatCalendarDate(validFrom)}). Hãy kiểm tra lại hai ngày.`
  throw new Refusal('invalid', 'organisation.post-reversed', message, { validTo: message })
}

/** True when some day lies in both. */
export function overlaps(first: PostSpan, second: PostSpan): boolean {
  return (
    (first.validTo === null || first.validTo >= second.validFrom) &&
    (second.validTo === null || second.validTo >= first.validFrom)
  )
}
