import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { AWARD_STATES, type AwardState, type DecisionResult } from './award.ts'

/** What somebody who decides asks for. */
export type DecisionAsked = {
  result: DecisionResult
  /** Who signs the decision that is issued now; empty otherwise. */
  signerPostId: string
  /** The decision of the register by which it is awarded; empty otherwise. */
  documentId: string
  /** Why not; empty for an award. */
  reason: string
}

/** What was decided, for the trail: by which decision, or why not. */
export type Decided = { decisionNumber: string; decidedOn: CalendarDate } | { reason: string }

/**
 * Refuses a decision to be issued without its signer (`award.signer-missing`), one of the register that is not named
 * (`award.document-missing`), and a refusal without its reason (`award.reason-missing`).
 */
export function refuseDecision({ result, signerPostId, documentId, reason }: DecisionAsked): void {
  if (result === 'issued' && signerPostId === '')
    throw invalid('award.signer-missing', 'signerPostId', 'Hãy chọn người ký quyết định khen thưởng.')
  if (result === 'registered' && documentId === '')
    throw invalid('award.document-missing', 'documentId', 'Hãy chọn quyết định trong sổ văn bản đi.')
  if (result === 'refused' && reason === '')
    throw invalid('award.reason-missing', 'reason', 'Hãy ghi lý do không khen thưởng để đơn vị đề nghị được biết.')
}

/** Refuses a proposal that is decided already (`award.already-decided`) or was made after the decision (`award.decided-before-proposal`). */
export function refuseToDecide(
  proposal: { recipient: string; state: AwardState; proposedOn: CalendarDate },
  { decidedOn }: { decidedOn: CalendarDate },
): void {
  if (proposal.state !== 'proposed') {
    const message = `${proposal.recipient}: đề nghị này đã có kết quả (${AWARD_STATES[proposal.state].toLowerCase()}). Chưa có gì được lưu; hãy bỏ chọn rồi gửi lại.`
    throw new Refusal('conflict', 'award.already-decided', message, { awardIds: message })
  }
  if (decidedOn < proposal.proposedOn)
    throw invalid(
      'award.decided-before-proposal',
      'documentId',
      `Ngày quyết định không thể trước ngày đề nghị (${formatCalendarDate(proposal.proposedOn)}, ${proposal.recipient}). Hãy chọn quyết định khác.`,
    )
}

/** Refuses `award.mixed-decision`: one decision gives one form of award, for one year, out of one round. */
export function refuseMixed(
  proposals: readonly { formTitle: string; forYear: number; awardRoundId: string | null }[],
): void {
  const [first] = proposals
  const other = proposals.find(
    (each) =>
      each.formTitle !== first?.formTitle || each.forYear !== first.forYear || each.awardRoundId !== first.awardRoundId,
  )
  if (!other) return
  const message = `Mỗi quyết định tặng một hình thức, của một năm, trong một đợt. Bạn đã chọn cả ${first?.formTitle} năm ${first?.forYear} và ${other.formTitle} năm ${other.forYear}. Hãy bỏ bớt rồi làm quyết định thứ hai; chưa có gì được lưu.`
  throw new Refusal('invalid', 'award.mixed-decision', message, { awardIds: message })
}

/** One sentence for the trail of the award. */
export function decisionInWords(formTitle: string, decided: Decided): string {
  return 'decisionNumber' in decided
    ? `Tặng ${formTitle} theo Quyết định số ${decided.decisionNumber} ngày ${formatCalendarDate(decided.decidedOn)}`
    : `Không khen thưởng: ${decided.reason}`
}

function invalid(code: string, field: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { [field]: message })
}
