/** What a commendation is given as. Source: Law on Emulation and Commendation 06/2022/QH15. */
export const AWARD_FORMS = {
  'certificate-of-merit': 'Bằng khen',
  'certificate-of-commendation': 'Giấy khen',
  'emulation-flag': 'Cờ thi đua',
} as const

export const RECIPIENT_KINDS = { collective: 'Tập thể', individual: 'Cá nhân' } as const

/** Proposed, then decided one way or the other; a decision is final, a refused recipient may be proposed again. */
export const AWARD_STATES = {
  proposed: 'Chờ quyết định',
  awarded: 'Đã khen thưởng',
  refused: 'Không khen thưởng',
} as const

/** What a decision can end in. */
export const DECISION_RESULTS = { awarded: 'Khen thưởng', refused: 'Không khen thưởng' } as const

export type AwardForm = keyof typeof AWARD_FORMS
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
