import { Refusal } from '../../../vocabulary/refusal.ts'

/** What an invited unit or guest answers. */
export const INVITATION_ANSWERS = {
  coming: 'Sẽ dự',
  substitute: 'Cử người dự thay',
  unable: 'Không dự được',
} as const

export type InvitationAnswer = keyof typeof INVITATION_ANSWERS

/** Refuses `activity.substitute-unnamed`: who sends somebody says whom. */
export function refuseAnswerToInvitation(answer: InvitationAnswer, words: string): void {
  if (answer !== 'substitute' || words !== '') return
  const message = 'Cử người dự thay thì ghi tên, chức vụ người đó.'
  throw new Refusal('invalid', 'activity.substitute-unnamed', message, { words: message })
}
