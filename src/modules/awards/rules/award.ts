import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

export const RECIPIENT_KINDS = { collective: 'Tập thể', individual: 'Cá nhân' } as const

/** Proposed, then decided one way or the other, or taken back by the unit; who was refused or taken back may be proposed again. */
export const AWARD_STATES = {
  proposed: 'Chờ quyết định',
  awarded: 'Đã khen thưởng',
  refused: 'Không khen thưởng',
  withdrawn: 'Đã rút đề nghị',
} as const

/** What is decided: an award by a decision that is written and numbered now or by one that stands in the register, or none. */
export const DECISION_RESULTS = {
  issued: 'Khen thưởng: lập quyết định mới, hệ thống cấp số',
  registered: 'Khen thưởng theo quyết định đã có trong sổ văn bản đi',
  refused: 'Không khen thưởng',
} as const

export type RecipientKind = keyof typeof RECIPIENT_KINDS
export type AwardState = keyof typeof AWARD_STATES
export type DecisionResult = keyof typeof DECISION_RESULTS

/** The recipient as people call it: the unit, or the person with post and unit. */
export function recipientInWords(recipient: {
  unitName: string
  personName: string | null
  personPost: string | null
}): string {
  if (recipient.personName === null) return recipient.unitName
  return [recipient.personName, recipient.personPost, recipient.unitName].filter(Boolean).join(', ')
}

/** What stands under the name of a person: post and unit. Empty for a collective, which is the unit. */
export function placeOfRecipient(recipient: {
  unitName: string
  personName: string | null
  personPost: string | null
}): string {
  return recipient.personName === null ? '' : [recipient.personPost, recipient.unitName].filter(Boolean).join(', ')
}

/**
 * The decision by which it was awarded, as a list tells it; empty before. Lists keep what was withdrawn and say so; figures, checks and the
 * public list leave it out.
 */
export function decisionOfAward(award: {
  decisionNumber: string | null
  awardedOn: CalendarDate | null
  withdrawnOn: CalendarDate | null
}): string {
  if (award.awardedOn === null) return ''
  const told = `${award.decisionNumber}, ${formatCalendarDate(award.awardedOn)}`
  return award.withdrawnOn === null ? told : `${told}; đã thu hồi ngày ${formatCalendarDate(award.withdrawnOn)}`
}

/** The same recipient however the name was typed: letters, spaces and composed signs are no difference. */
export function isSameRecipient(one: Named, other: Named): boolean {
  return one.recipientKind === other.recipientKind && plain(one.personName ?? '') === plain(other.personName ?? '')
}

type Named = { recipientKind: RecipientKind; personName: string | null }

/** A name without what people type differently. */
export const plain = (name: string) => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('vi')
