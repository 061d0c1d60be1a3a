import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** How a session comes about. */
export const SESSION_KINDS = {
  regular: 'Tiếp thường xuyên',
  periodic: 'Tiếp định kỳ của người đứng đầu',
  unscheduled: 'Tiếp đột xuất của người đứng đầu',
} as const
export type SessionKind = keyof typeof SESSION_KINDS

/** Who receives: form 01/TCD counts them apart. */
export const RECEIVERS = {
  head: 'Người đứng đầu trực tiếp tiếp',
  delegate: 'Người tiếp thay người đứng đầu',
  officer: 'Công chức, viên chức được giao tiếp công dân',
} as const
export type Receiver = keyof typeof RECEIVERS

/** Since 1 July 2026 citizens may also be received online: Law 42/2013/QH13, Article 3a. */
export const MODES = { direct: 'Trực tiếp', online: 'Trực tuyến' } as const
export type Mode = keyof typeof MODES

/** What an unscheduled session is for: Law on Citizen Reception 42/2013/QH13, Article 18(3). */
export const UNSCHEDULED_GROUNDS =
  'Vụ việc gay gắt, phức tạp, có nhiều người tham gia, liên quan đến trách nhiệm của nhiều cơ quan hoặc ý kiến các cơ quan còn khác nhau; vụ việc nếu không chỉ đạo kịp thời có thể gây hậu quả nghiêm trọng (khoản 3 Điều 18 Luật Tiếp công dân).'

/**
 * Refuses `reception.session-in-the-future`, `reception.officer-does-not-hold-it` (a periodic or unscheduled session is the head's)
 * and `reception.online-not-yet` (before 1 July 2026 the law knew no reception online).
 */
export function requireSession(
  { heldOn, kind, receiver, mode }: { heldOn: CalendarDate; kind: SessionKind; receiver: Receiver; mode: Mode },
  today: CalendarDate,
): void {
  if (heldOn > today) {
    const message = `Ngày tiếp ${formatCalendarDate(heldOn)} ở sau hôm nay (${formatCalendarDate(today)}). Sổ chỉ ghi buổi tiếp đã diễn ra; hãy kiểm tra lại ngày.`
    throw new Refusal('invalid', 'reception.session-in-the-future', message, { heldOn: message })
  }
  if (kind !== 'regular' && receiver === 'officer') {
    const message =
      'Buổi tiếp định kỳ, đột xuất là của người đứng đầu. Hãy chọn người đứng đầu (hoặc người tiếp thay), hoặc ghi là tiếp thường xuyên.'
    throw new Refusal('invalid', 'reception.officer-does-not-hold-it', message, { receiver: message })
  }
  requireMode(mode, heldOn)
}

const ONLINE_FROM = '2026-07-01'

/** Refuses `reception.online-not-yet`. Source: Law 136/2025/QH15 (Article 3a of the Law on Citizen Reception). */
export function requireMode(mode: Mode, day: CalendarDate): void {
  if (mode === 'direct' || day >= ONLINE_FROM) return
  const message = 'Tiếp công dân trực tuyến chỉ có từ ngày 01/07/2026 (Điều 3a Luật Tiếp công dân). Hãy chọn trực tiếp.'
  throw new Refusal('invalid', 'reception.online-not-yet', message, { mode: message })
}
