import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** A look back at a plan: on the way, or at its end. */
export const REVIEW_KINDS = { interim: 'Sơ kết', final: 'Tổng kết' } as const

export type ReviewKind = keyof typeof REVIEW_KINDS

/**
 * Refuses `plan.review-period-reversed`; `plan.review-in-the-future`, because what was reached is counted as of its day; and
 * `plan.review-before-period` for one held before what it looks back on began.
 */
export function checkReview(
  given: { heldOn: CalendarDate; periodFrom: CalendarDate; periodTo: CalendarDate },
  today: CalendarDate,
): void {
  const { heldOn, periodFrom, periodTo } = given
  const refuse = (code: string, field: string, message: string) =>
    new Refusal('invalid', code, message, { [field]: message })
  if (periodTo < periodFrom) {
    throw refuse(
      'plan.review-period-reversed',
      'periodTo',
      `Ngày cuối kỳ ${formatCalendarDate(periodTo)} ở trước ngày đầu kỳ ${formatCalendarDate(periodFrom)}. Hãy kiểm tra lại.`,
    )
  }
  if (heldOn > today) {
    throw refuse(
      'plan.review-in-the-future',
      'heldOn',
      `Ngày họp ${formatCalendarDate(heldOn)} ở sau hôm nay. Hãy ghi sau khi họp: số liệu được lấy đến hết ngày họp.`,
    )
  }
  if (heldOn < periodFrom) {
    throw refuse(
      'plan.review-before-period',
      'heldOn',
      `Ngày họp ở trước ngày đầu kỳ ${formatCalendarDate(periodFrom)}. Hãy kiểm tra lại hai ngày.`,
    )
  }
}
