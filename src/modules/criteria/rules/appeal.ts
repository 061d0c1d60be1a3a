import type { AssessmentState, YearState } from './assessment-state.ts'
import { isRunning } from './assessment-state.ts'

/** Where a unit's proposal against verified points stands. The table `assessment_appeal` allows the same. */
export const APPEAL_STATES = {
  waiting: 'Chờ xem xét',
  accepted: 'Chấp nhận',
  partly: 'Chấp nhận một phần',
  refused: 'Không chấp nhận',
} as const

export type AppealState = keyof typeof APPEAL_STATES

/** True from the end of the verification until the decision. */
export function mayAppeal(year: YearState, assessment: AssessmentState): boolean {
  return isRunning(year) && assessment === 'verified'
}

/** What the points given in answer make of an appeal; all in parts of the scale. */
export function appealOutcome(asked: number, verified: number, given: number): Exclude<AppealState, 'waiting'> {
  if (given === asked) return 'accepted'
  return given === verified ? 'refused' : 'partly'
}
