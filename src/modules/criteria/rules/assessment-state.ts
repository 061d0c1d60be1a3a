/** Where a unit's assessment stands. The table `assessment` allows the same. */
export const ASSESSMENT_STATES = {
  'not-started': 'Chưa tự chấm',
  'self-assessing': 'Đang tự chấm',
  submitted: 'Chờ thẩm định',
  verified: 'Đã thẩm định',
  decided: 'Đã có kết quả',
} as const

export type AssessmentState = keyof typeof ASSESSMENT_STATES

/** Where the year of a province stands. The table `assessment_year` allows the same. */
export const YEAR_STATES = {
  open: 'Đang tự chấm điểm',
  verifying: 'Đang thẩm định',
  decided: 'Đã quyết định',
  published: 'Đã công bố',
} as const

export type YearState = keyof typeof YEAR_STATES

/** True while units may still work on their self-assessment: late ones also when others are already being verified. */
export function maySelfAssess(year: YearState, assessment: AssessmentState): boolean {
  return isRunning(year) && (assessment === 'not-started' || assessment === 'self-assessing')
}

/** True from the submission until the decision. */
export function mayVerify(year: YearState, assessment: AssessmentState): boolean {
  return isRunning(year) && (assessment === 'submitted' || assessment === 'verified')
}

/** True until the year is decided. */
export function isRunning(year: YearState): boolean {
  return year === 'open' || year === 'verifying'
}
