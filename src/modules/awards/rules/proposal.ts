import { type CalendarDate, formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { AWARD_STATES, type AwardState, isSameRecipient, type RecipientKind } from './award.ts'

export type Recipient = { recipientKind: RecipientKind; personName: string; personPost: string }

/** The year that proposals are usually made for: results come at the end of December, so until September it is the year before. */
export function usualYear(today: CalendarDate): number {
  return Number(today.slice(5, 7)) >= 10 ? yearOf(today) : yearOf(today) - 1
}

/** Refuses an individual without a name (`award.name-missing`) and a collective with one (`award.name-of-collective`). */
export function refuseRecipient({ recipientKind, personName, personPost }: Recipient): void {
  if (recipientKind === 'individual') {
    if (personName === '')
      throw invalid('award.name-missing', 'personName', 'Hãy nhập họ và tên cá nhân được đề nghị khen thưởng.')
    return
  }
  if (personName !== '' || personPost !== '')
    throw invalid(
      'award.name-of-collective',
      personName === '' ? 'personPost' : 'personName',
      'Đề nghị cho tập thể thì không ghi họ tên, chức vụ. Hãy xóa ô này, hoặc chọn “Cá nhân”.',
    )
}

/** Refuses a proposal dated in the future (`award.proposed-in-the-future`) or for a year that had not begun then (`award.year-not-begun`). */
export function refuseProposalDay(
  { proposedOn, forYear }: { proposedOn: CalendarDate; forYear: number },
  today: CalendarDate,
): void {
  if (proposedOn > today)
    throw invalid(
      'award.proposed-in-the-future',
      'proposedOn',
      `Ngày đề nghị ${formatCalendarDate(proposedOn)} ở sau hôm nay (${formatCalendarDate(today)}). Hãy kiểm tra lại ngày.`,
    )
  if (forYear > yearOf(proposedOn))
    throw invalid(
      'award.year-not-begun',
      'forYear',
      `Vào ngày đề nghị ${formatCalendarDate(proposedOn)}, năm ${forYear} chưa bắt đầu. Hãy kiểm tra lại năm.`,
    )
}

/**
 * Refuses `award.proposed-twice`: the same recipient is proposed once for one form and year. `standing` are the proposals of the same
 * unit, form and year. Those that were refused or taken back don't count, nor those whose decision was withdrawn: what was lacking may
 * have been mended.
 */
export function refuseSecondProposal(
  given: Recipient & { formTitle: string; forYear: number },
  standing: readonly Standing[],
): void {
  const twin = standing.find((other) => stands(other) && isSameRecipient(other, given))
  if (!twin) return
  const [field, recipient, hint] =
    given.recipientKind === 'individual'
      ? ['personName', given.personName, ' Nếu là người khác trùng tên, hãy ghi thêm năm sinh sau tên để phân biệt.']
      : ['unitId', 'Đơn vị này', ' Hãy chọn đơn vị, hình thức hoặc năm khác.']
  const message = `${recipient} đã được đề nghị tặng ${given.formTitle} năm ${given.forYear} (${AWARD_STATES[twin.state].toLowerCase()}).${hint}`
  throw new Refusal('conflict', 'award.proposed-twice', message, { [field]: message })
}

/** A proposal or award as it stands against a second one. */
export type Standing = {
  recipientKind: RecipientKind
  personName: string | null
  state: AwardState
  /** The day on which the decision that gave it was withdrawn. */
  withdrawnOn: CalendarDate | null
}

const stands = ({ state, withdrawnOn }: Standing) =>
  withdrawnOn === null && (state === 'proposed' || state === 'awarded')

/** Refuses to take back a proposal that has come to its end (`award.already-decided`). */
export function refuseToWithdraw({ state }: { state: AwardState }): void {
  if (state === 'proposed') return
  const message = `Đề nghị này không còn chờ quyết định (${AWARD_STATES[state].toLowerCase()}) nên không rút được nữa.`
  throw new Refusal('conflict', 'award.already-decided', message)
}

function invalid(code: string, field: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { [field]: message })
}
