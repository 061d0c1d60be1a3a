import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** What a dispute was about, roughly: finer kinds would tell in a small area who quarrelled. A classing for follow-up, not of the law. */
export const MEDIATION_KINDS = {
  land: 'Đất đai',
  family: 'Hôn nhân, gia đình',
  civil: 'Vay nợ, giao dịch dân sự khác',
  neighbours: 'Sinh hoạt, môi trường giữa hàng xóm',
  other: 'Việc khác',
} as const

export type MediationKind = keyof typeof MEDIATION_KINDS

/** How a mediation ended; nothing while it goes on. */
export const MEDIATION_OUTCOMES = { settled: 'Hòa giải thành', 'not-settled': 'Hòa giải không thành' } as const

export type MediationOutcome = keyof typeof MEDIATION_OUTCOMES

/** Refuses days in the future or out of order (`democracy.mediation-day`) and an end without result or the other way (`democracy.mediation-end`). */
export function refuseMediation(
  given: { begunOn: CalendarDate; endedOn: CalendarDate | null; outcome: MediationOutcome | null },
  today: CalendarDate,
): void {
  const { begunOn, endedOn, outcome } = given
  if (begunOn > today) {
    const message = `Ngày nhận ở sau hôm nay (${formatCalendarDate(today)}). Hãy kiểm tra lại ngày.`
    throw new Refusal('invalid', 'democracy.mediation-day', message, { begunOn: message })
  }
  if (endedOn !== null && (endedOn < begunOn || endedOn > today)) {
    const message = `Ngày kết thúc phải từ ngày nhận (${formatCalendarDate(begunOn)}) đến hôm nay (${formatCalendarDate(today)}).`
    throw new Refusal('invalid', 'democracy.mediation-day', message, { endedOn: message })
  }
  if ((endedOn === null) === (outcome === null)) return
  const message = 'Ngày kết thúc và kết quả đi cùng nhau: hãy nhập cả hai, hoặc để trống cả hai khi đang hòa giải.'
  throw new Refusal('invalid', 'democracy.mediation-end', message, {
    [endedOn === null ? 'endedOn' : 'outcome']: message,
  })
}
