import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { plain, type RecipientKind } from './award.ts'
import type { CountedVotes } from './share.ts'

export type Member = {
  readonly fullName: string
  readonly office: string
  readonly unitId: string | null
  readonly isPresent: boolean
}

type Recipient = { readonly recipientKind: RecipientKind; readonly unitId: string; readonly personName: string | null }

/** True when the member may not vote on the proposal: it is for the member or for the collective in which the member works. */
export function standsAside(member: Pick<Member, 'fullName' | 'unitId'>, recipient: Recipient): boolean {
  return recipient.recipientKind === 'collective'
    ? member.unitId === recipient.unitId
    : plain(member.fullName) === plain(recipient.personName ?? '')
}

/** Members present who do not vote on the proposal. */
export function membersAside<Kind extends Member>(members: readonly Kind[], recipient: Recipient): Kind[] {
  return members.filter((member) => member.isPresent && standsAside(member, recipient))
}

/** How many may vote on the proposal, of how many. */
export function electorate(
  members: readonly Member[],
  recipient: Recipient,
): Pick<CountedVotes, 'members' | 'entitled'> {
  const present = members.filter((member) => member.isPresent).length
  return { members: members.length, entitled: present - membersAside(members, recipient).length }
}

/**
 * Refuses a session in the future (`award.session-in-the-future`) and one without more than half of the members (`award.no-quorum`). The
 * quorum is the program's default: no text was found; a council's own rules may ask more.
 */
export function refuseSession(
  { heldOn, members }: { heldOn: CalendarDate; members: readonly Member[] },
  today: CalendarDate,
): void {
  if (heldOn > today)
    throw invalid(
      'award.session-in-the-future',
      'heldOn',
      `Ngày họp ${formatCalendarDate(heldOn)} ở sau hôm nay. Hãy ghi sau khi Hội đồng đã họp.`,
    )
  if (members.length === 0) throw invalid('award.no-members', 'name:1', 'Hãy ghi các thành viên Hội đồng.')
  const present = members.filter((member) => member.isPresent).length
  if (present * 2 <= members.length)
    throw invalid(
      'award.no-quorum',
      'name:1',
      `Chỉ ${present} trên ${members.length} thành viên có mặt. Phiên họp cần quá nửa số thành viên.`,
    )
}

/** Refuses `award.too-many-votes` about the field of the proposal: more ballots than members who may vote on it. */
export function refuseTooManyVotes(
  votes: Pick<CountedVotes, 'for' | 'against' | 'entitled'>,
  { field, recipient }: { field: string; recipient: string },
): void {
  const cast = votes.for + votes.against
  if (cast <= votes.entitled) return
  throw invalid(
    'award.too-many-votes',
    field,
    `${recipient}: có ${cast} phiếu nhưng chỉ ${votes.entitled} thành viên được biểu quyết. Hãy kiểm tra lại số phiếu.`,
  )
}

/** Refuses `award.not-carried` and `award.not-voted`: a proposal of a round is awarded only when the council voted for it. */
export function refuseWithoutVote(proposal: {
  recipient: string
  awardRoundId: string | null
  isCarried: boolean | null
}): void {
  if (proposal.awardRoundId === null || proposal.isCarried === true) return
  const [code, why] =
    proposal.isCarried === null
      ? ['award.not-voted', 'Hội đồng chưa biểu quyết đề nghị này']
      : ['award.not-carried', 'đề nghị này không đủ tỷ lệ phiếu tán thành của Hội đồng']
  const message = `${proposal.recipient}: ${why}. Hãy bỏ chọn đề nghị này rồi gửi lại; chưa có gì được lưu.`
  throw new Refusal('conflict', code, message, { awardIds: message })
}

function invalid(code: string, field: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { [field]: message })
}
