import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { RetentionPeriod } from '../../../vocabulary/retention.ts'

/** The rights of a data subject. Source: Law on Personal Data Protection 91/2025/QH15. */
export const RIGHTS = {
  know: 'Được biết về việc xử lý dữ liệu',
  access: 'Xem dữ liệu',
  correct: 'Chỉnh sửa dữ liệu',
  delete: 'Xóa dữ liệu',
  restrict: 'Hạn chế xử lý dữ liệu',
  object: 'Phản đối việc xử lý dữ liệu',
  'withdraw-consent': 'Rút lại sự đồng ý',
  complain: 'Khiếu nại về việc xử lý dữ liệu',
} as const
export type Right = keyof typeof RIGHTS

export const CHANNELS = {
  counter: 'Nộp trực tiếp',
  post: 'Bưu chính',
  phone: 'Điện thoại',
  online: 'Trực tuyến',
  forwarded: 'Cơ quan khác chuyển đến',
} as const
export type Channel = keyof typeof CHANNELS

export const DECISIONS = {
  granted: 'Chấp nhận',
  partly: 'Chấp nhận một phần',
  refused: 'Từ chối',
} as const
export type Decision = keyof typeof DECISIONS

export type Answer = {
  answeredOn: CalendarDate
  decision: Decision
  /** Why not, or not all, was granted; empty when all was. */
  reason: string
  legalBasis: string
  /** What was done; empty when nothing was granted. */
  done: string
}

/** Where a request stands: `waiting` has no last day. */
export const STANDINGS = {
  late: 'Quá hạn, chưa trả lời',
  due: 'Trong hạn, chưa trả lời',
  waiting: 'Chưa trả lời, chưa xác định hạn',
  answered: 'Đã trả lời đúng hạn',
  'answered-late': 'Đã trả lời, sau hạn',
} as const
export type Standing = keyof typeof STANDINGS

/** The last day itself is still in time. An answer to a request without a last day is not late. */
export function standingOf(
  { dueOn, answeredOn }: { dueOn: CalendarDate | null; answeredOn: CalendarDate | null },
  today: CalendarDate,
): Standing {
  const isPast = dueOn !== null && (answeredOn ?? today) > dueOn
  if (answeredOn !== null) return isPast ? 'answered-late' : 'answered'
  if (dueOn === null) return 'waiting'
  return isPast ? 'late' : 'due'
}

/** Refuses `personal-data.received-in-future`. */
export function refuseReceiptDay(receivedOn: CalendarDate, today: CalendarDate): void {
  if (receivedOn <= today) return
  throw wrong(
    'receivedOn',
    'personal-data.received-in-future',
    `Ngày nhận ${formatCalendarDate(receivedOn)} ở sau hôm nay. Hãy kiểm tra lại ngày.`,
  )
}

/**
 * An answer must have a day that can be; a refusal, also a partial one, its reason and legal basis; what was granted, what was done.
 * Refuses `personal-data.answered-already`, `personal-data.answered-in-future`, `personal-data.answered-before-receipt`,
 * `personal-data.reason-missing`, `personal-data.legal-basis-missing`, `personal-data.nothing-done`.
 */
export function refuseAnswer(
  request: { receivedOn: CalendarDate; answeredOn: CalendarDate | null },
  { answeredOn, decision, reason, legalBasis, done }: Answer,
  today: CalendarDate,
): void {
  if (request.answeredOn !== null) {
    throw new Refusal(
      'conflict',
      'personal-data.answered-already',
      `Yêu cầu này đã được trả lời ngày ${formatCalendarDate(request.answeredOn)}. Nội dung bạn nhập chưa được lưu.`,
    )
  }
  if (answeredOn > today) {
    throw wrong(
      'answeredOn',
      'personal-data.answered-in-future',
      `Ngày trả lời ${formatCalendarDate(answeredOn)} ở sau hôm nay. Hãy kiểm tra lại ngày.`,
    )
  }
  if (answeredOn < request.receivedOn) {
    throw wrong(
      'answeredOn',
      'personal-data.answered-before-receipt',
      `Ngày trả lời ở trước ngày nhận (${formatCalendarDate(request.receivedOn)}). Hãy kiểm tra lại ngày.`,
    )
  }
  if (decision !== 'granted' && reason === '') {
    throw wrong('reason', 'personal-data.reason-missing', 'Hãy nhập lý do không chấp nhận hoặc chỉ chấp nhận một phần.')
  }
  if (decision !== 'granted' && legalBasis === '') {
    throw wrong(
      'legalBasis',
      'personal-data.legal-basis-missing',
      'Hãy nhập căn cứ pháp lý của việc không chấp nhận hoặc chỉ chấp nhận một phần.',
    )
  }
  if (decision !== 'refused' && done === '') {
    throw wrong('done', 'personal-data.nothing-done', 'Hãy nhập việc đã làm theo yêu cầu.')
  }
}

function wrong(field: string, code: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { [field]: message })
}

/** How long a class is kept, as people read it. */
export function periodInWords({ periodInYears }: Pick<RetentionPeriod, 'periodInYears'>): string {
  return periodInYears === null ? 'Chưa xác định, theo quy định lưu trữ' : `${periodInYears} năm`
}
