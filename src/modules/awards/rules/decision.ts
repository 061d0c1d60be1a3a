import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { AWARD_FORMS, AWARD_STATES, type AwardForm, type AwardState, type DecisionResult } from './award.ts'

export type Decision = {
  result: DecisionResult
  /** The day of the decision, or of the refusal. */
  decidedOn: CalendarDate
  /** Number and symbol of the decision, `12/QĐ-UBND`; empty for a refusal. */
  decisionNumber: string
  /** Why not; empty for an award. */
  reason: string
}

/**
 * Refuses an award without the number of its decision (`award.decision-number-missing`), a refusal without its reason
 * (`award.reason-missing`) and a decision in the future (`award.decided-in-the-future`).
 */
export function refuseDecision(decision: Decision, today: CalendarDate): void {
  if (decision.result === 'awarded' && decision.decisionNumber === '')
    throw invalid(
      'award.decision-number-missing',
      'decisionNumber',
      'Hãy nhập số, ký hiệu quyết định khen thưởng, ví dụ 12/QĐ-UBND.',
    )
  if (decision.result === 'refused' && decision.reason === '')
    throw invalid('award.reason-missing', 'reason', 'Hãy ghi lý do không khen thưởng để đơn vị đề nghị được biết.')
  if (decision.decidedOn > today)
    throw invalid(
      'award.decided-in-the-future',
      'decidedOn',
      `Ngày quyết định ${formatCalendarDate(decision.decidedOn)} ở sau hôm nay (${formatCalendarDate(today)}). Hãy kiểm tra lại ngày.`,
    )
}

/** Refuses a proposal that is decided already (`award.already-decided`) or was made after the decision (`award.decided-before-proposal`). */
export function refuseToDecide(
  proposal: { recipient: string; state: AwardState; proposedOn: CalendarDate },
  { decidedOn }: Pick<Decision, 'decidedOn'>,
): void {
  if (proposal.state !== 'proposed') {
    const message = `${proposal.recipient}: đề nghị này đã có kết quả (${AWARD_STATES[proposal.state].toLowerCase()}). Chưa có gì được lưu; hãy bỏ chọn rồi gửi lại.`
    throw new Refusal('conflict', 'award.already-decided', message, { awardIds: message })
  }
  if (decidedOn < proposal.proposedOn)
    throw invalid(
      'award.decided-before-proposal',
      'decidedOn',
      `Ngày quyết định không thể trước ngày đề nghị (${formatCalendarDate(proposal.proposedOn)}, ${proposal.recipient}). Hãy kiểm tra lại ngày.`,
    )
}

/** One sentence for the trail of the award. */
export function decisionInWords(form: AwardForm, decision: Decision): string {
  return decision.result === 'awarded'
    ? `Tặng ${AWARD_FORMS[form]} theo Quyết định số ${decision.decisionNumber} ngày ${formatCalendarDate(decision.decidedOn)}`
    : `Không khen thưởng: ${decision.reason}`
}

function invalid(code: string, field: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { [field]: message })
}
