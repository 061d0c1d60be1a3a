import type { ShareOf } from './award-form.ts'

/** The share of votes that a form of award needs. */
export type RequiredShare = {
  /** At least so many percent; null asks for more than half. */
  readonly requiredPercent: number | null
  readonly shareOf: ShareOf
}

/** The votes on one proposal, as they were counted. */
export type CountedVotes = {
  readonly for: number
  readonly against: number
  /** All members of the council. */
  readonly members: number
  /** Members present who may vote on it: without those who stand aside. */
  readonly entitled: number
}

/** Of how many the share is counted. */
export function baseOf({ shareOf }: RequiredShare, votes: CountedVotes): number {
  return shareOf === 'members' ? votes.members : votes.entitled
}

/** True when the votes in favour reach the share. Whole numbers only, so that no rounding decides. */
export function isCarried(share: RequiredShare, votes: CountedVotes): boolean {
  const base = baseOf(share, votes)
  if (base <= 0) return false
  return share.requiredPercent === null ? votes.for * 2 > base : votes.for * 100 >= share.requiredPercent * base
}

/** “Quá nửa tổng số thành viên”, “Từ 80% số thành viên có mặt, được biểu quyết”. */
export function shareInWords({ requiredPercent, shareOf }: RequiredShare): string {
  const of = shareOf === 'members' ? 'tổng số thành viên' : 'số thành viên có mặt, được biểu quyết'
  return requiredPercent === null ? `Quá nửa ${of}` : `Từ ${requiredPercent}% ${of}`
}
