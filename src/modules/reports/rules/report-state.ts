import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { hasBegun } from '../../../vocabulary/reporting-period.ts'

/**
 * draft → submitted → accepted → consolidated, and submitted → returned → submitted. Whatever was sent can be reopened with a reason.
 * A report that gathers others ends as submitted: it goes up to the body above.
 */
export type ReportState = 'draft' | 'submitted' | 'returned' | 'reopened' | 'accepted' | 'consolidated'

/** The states in the words of the offices. */
export const REPORT_STATES: Readonly<Record<ReportState, string>> = {
  draft: 'Đang soạn',
  submitted: 'Đã gửi, chờ tiếp nhận',
  returned: 'Bị trả lại',
  reopened: 'Mở lại',
  accepted: 'Đã tiếp nhận',
  consolidated: 'Đã tổng hợp',
}

type Standing = { readonly state: ReportState; readonly firstSubmittedOn: CalendarDate | null }

/** True while its text may be changed and its figures are counted anew each time. */
export function isOpen({ state }: Pick<Standing, 'state'>): boolean {
  return state === 'draft' || state === 'returned' || state === 'reopened'
}

/** Refuses `report.locked`: what has been sent is not changed behind the receiver's back. */
export function requireOpen(report: Pick<Standing, 'state'>): void {
  if (isOpen(report)) return
  throw new Refusal(
    'conflict',
    'report.locked',
    'Báo cáo đã gửi nên không sửa được nữa. Hãy lập báo cáo bổ sung, hoặc đề nghị cơ quan tổng hợp mở lại báo cáo.',
  )
}

/** Refuses `report.period-not-begun`: there is nothing to report before the first day of the period. */
export function requireBegun(
  period: { readonly from: CalendarDate; readonly title: string },
  today: CalendarDate,
): void {
  if (hasBegun(period, today)) return
  const message = `Kỳ báo cáo “${period.title}” chưa bắt đầu (từ ${formatCalendarDate(period.from)}). Hãy chọn kỳ khác hoặc lập báo cáo khi kỳ đã bắt đầu.`
  throw new Refusal('invalid', 'report.period-not-begun', message, { part: message })
}

/**
 * The report once it is sent. The day of the first sending stays: it tells whether the report came in time.
 * Refuses `report.period-not-begun` and `report.already-submitted`.
 */
export function submitted(
  report: Standing & { readonly period: { readonly from: CalendarDate; readonly title: string } },
  today: CalendarDate,
): { state: 'submitted'; firstSubmittedOn: CalendarDate; submittedOn: CalendarDate } {
  requireBegun(report.period, today)
  if (!isOpen(report)) {
    throw new Refusal(
      'conflict',
      'report.already-submitted',
      'Báo cáo này đã được gửi trước đó. Không gửi thêm lần nữa.',
    )
  }
  return { state: 'submitted', firstSubmittedOn: report.firstSubmittedOn ?? today, submittedOn: today }
}

export type Decision = 'accept' | 'return'

/**
 * The report once the collector has decided. Refuses `report.not-submitted` when it does not wait for a decision, and
 * `report.reason-missing` when it is returned without saying what to mend.
 */
export function decided(
  report: Pick<Standing, 'state'>,
  decision: Decision,
  reason: string,
): { state: 'accepted' | 'returned'; returnedReason: string | null } {
  if (report.state !== 'submitted') {
    throw new Refusal(
      'conflict',
      'report.not-submitted',
      `Báo cáo không còn chờ tiếp nhận (tình trạng: ${REPORT_STATES[report.state].toLocaleLowerCase('vi')}). Hãy tải lại trang để xem tình trạng mới nhất.`,
    )
  }
  if (decision === 'accept') return { state: 'accepted', returnedReason: null }
  if (reason.trim() === '') {
    const message = 'Hãy ghi lý do trả lại để đơn vị biết cần sửa gì.'
    throw new Refusal('invalid', 'report.reason-missing', message, { reason: message })
  }
  return { state: 'returned', returnedReason: reason.trim() }
}
