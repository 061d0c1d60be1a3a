import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { VisitKind } from './visit.ts'

export type TurnAsked = { kind: VisitKind; fullName: string; contact: string; subject: string }

/**
 * What is kept of somebody who asks for a turn. Of a denouncer nothing but that somebody comes to denounce, whatever was typed.
 * Refuses `reception.registration-incomplete` for the other kinds without a name, a way to be told of a change, and a subject.
 * Source: Law on Denunciations 25/2018/QH14, Articles 8(3) and 9(1).
 */
export function keptOfTurn(asked: TurnAsked): TurnAsked {
  if (asked.kind === 'denunciation') return { kind: asked.kind, fullName: '', contact: '', subject: '' }
  const missing: Record<string, string> = {}
  if (asked.fullName === '') missing.fullName = 'Hãy nhập họ và tên.'
  if (asked.contact === '') missing.contact = 'Hãy nhập số điện thoại hoặc địa chỉ để cơ quan báo khi lùi lịch.'
  if (asked.subject === '') missing.subject = 'Hãy ghi ngắn gọn việc muốn trình bày.'
  const [first] = Object.values(missing)
  if (first === undefined) return asked
  throw new Refusal('invalid', 'reception.registration-incomplete', first, missing)
}

/**
 * Refuses `reception.day-not-open` (not published, or its day has come or passed: people then come without registering) and
 * `reception.no-seat-left`.
 */
export function requireOpenDay(
  day: { plannedOn: CalendarDate; publishedOn: CalendarDate | null; seats: number; taken: number; isHeld: boolean },
  today: CalendarDate,
): void {
  if (day.publishedOn === null || day.isHeld || day.plannedOn <= today) {
    throw new Refusal(
      'conflict',
      'reception.day-not-open',
      'Ngày tiếp này không còn nhận đăng ký trên mạng. Ông/bà vẫn có thể đến trực tiếp, hoặc chọn ngày khác.',
    )
  }
  if (day.taken < day.seats) return
  throw new Refusal(
    'conflict',
    'reception.no-seat-left',
    'Ngày tiếp này đã đủ lượt đăng ký. Ông/bà hãy chọn ngày khác, hoặc đến trực tiếp và chờ đến lượt.',
  )
}
