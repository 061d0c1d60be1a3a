import type { FigureOverride } from './figure-override.ts'

/** `hard` blocks sending, `explain` needs a written explanation, `hint` is told and no more. */
export type Strength = 'hard' | 'explain' | 'hint'

export type CheckRule =
  | 'whole-number'
  | 'at-most'
  | 'sum-of'
  | 'differs-from-last-year'
  | 'nought-after-some'
  | 'override-over-share'
  | 'short-of'
  | 'above-nought'
  | 'not-counted'
  | 'words-missing'
  | 'dated-after-cut-off'

/** One check that belongs to a type of report: data, so that a province may have its own. */
export type CheckOfType = {
  readonly code: string
  readonly strength: Strength
  readonly rule: CheckRule
  /** The figure that is checked; null: each figure of the report. */
  readonly indicatorCode: string | null
  readonly otherCodes: readonly string[]
  /** The factor, the share (0.2 is 20 %) or the days of the rule. */
  readonly amount: number
  /** Nothing is said of a difference, or a number of last year, below this. */
  readonly least: number
  /** What to do about it. */
  readonly sentence: string
}

/** A figure of a report, as much of it as the checks look at. */
export type CheckedFigure = {
  readonly code: string
  readonly title: string
  readonly amount: { readonly value: number } | null
  readonly override: FigureOverride | null
  readonly lastYear: number | null
  /** The unit that it is counted for: figures of two bodies are not parts of one another. */
  readonly unitId: string
  /** What was done on behalf of other bodies, all of them together. */
  readonly onBehalfOfOthers: number
}

export type CheckedSection = {
  readonly code: string
  readonly title: string
  readonly asksForWords: boolean
  readonly isWritten: boolean
}

/** Something that a check has found. */
export type Finding = {
  readonly check: string
  readonly strength: Strength
  /** The figure that it is about; null when it is about none. */
  readonly indicatorCode: string | null
  /** The section whose words are missing; null otherwise. */
  readonly sectionCode: string | null
  /** “Đại biểu dự đối thoại: kỳ này 0, cùng kỳ năm trước 215.” */
  readonly finding: string
  /** What to do about it. */
  readonly advice: string
}

/** Under which name an explanation is kept and stands in a form. */
export function findingKey({ check, indicatorCode }: Pick<Finding, 'check' | 'indicatorCode'>): string {
  return indicatorCode === null ? check : `${check}--${indicatorCode.replace('.', '__')}`
}
