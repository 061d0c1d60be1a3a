import type { Condition } from './condition.ts'
import type { DateLimit } from './date-limit.ts'
import type { Input, Measure } from './input.ts'
import type { Interval } from './interval.ts'
import type { DecimalText } from './score-scale.ts'

/** How the points of one criterion are found. Whatever a method gives is kept between the criterion's floor and maximum. */
export type ScoringMethod =
  | YesNoMethod
  | LevelsMethod
  | StepsMethod
  | RatioMethod
  | PerItemMethod
  | DeductionMethod
  | BonusMethod
  | ImportedMethod
  | FreeMethod
  | DateMethod

/** Points, or a share of the criterion's maximum in percent. */
export type Award = { readonly points: DecimalText } | { readonly percent: DecimalText }

/** At most so many points for this one line, however often it occurs (mỗi lần trừ 0,5 điểm, tối đa 2 điểm). */
export interface WithLimit {
  readonly atMost?: DecimalText
}

/** Có/không: all or nothing. Without `when` a person answers under the criterion's own code. */
export interface YesNoMethod {
  readonly kind: 'yes-no'
  readonly when?: Condition
}

/** Mức mô tả bằng lời: a person chooses the code of a level under the criterion's own code. */
export interface LevelsMethod {
  readonly kind: 'levels'
  readonly levels: readonly (Award & { readonly code: string; readonly title: string })[]
}

/** Bậc theo khoảng của một số hoặc một tỷ lệ (in percent). */
export interface StepsMethod {
  readonly kind: 'steps'
  readonly of: Measure
  readonly steps: readonly (Award & Interval & { readonly label?: string })[]
}

/** Tỷ lệ nhân điểm tối đa; below `noneBelow` percent nothing, from `fullFrom` percent everything. A zero denominator: does not apply. */
export interface RatioMethod {
  readonly kind: 'ratio'
  readonly numerator: Input
  readonly denominator: Input
  readonly noneBelow?: DecimalText
  readonly fullFrom?: DecimalText
}

/** Điểm cho từng việc, tối đa bằng điểm tối đa của tiêu chí. */
export interface PerItemMethod {
  readonly kind: 'per-item'
  readonly items: readonly (WithLimit & { readonly of: Input; readonly each: DecimalText })[]
}

/**
 * Trừ điểm theo từng lần. From the criterion: starts at the maximum, or at what `before` gives; a percent is of the criterion's
 * maximum. From the group: the criterion stands inside a group, has no points of its own and takes from what the others give.
 * From the total: the points are negative; a percent is of base and bonus points together.
 */
export interface DeductionMethod {
  readonly kind: 'deduction'
  readonly takenFrom: 'criterion' | 'group' | 'total'
  readonly before?: ScoringMethod
  readonly occurrences: readonly (Award & WithLimit & { readonly of: Input })[]
}

/** Điểm thưởng cho thành tích: all of them together, or only the highest. */
export interface BonusMethod {
  readonly kind: 'bonus'
  readonly awards: readonly (WithLimit & { readonly of: Input; readonly points: DecimalText })[]
  readonly combine: 'sum' | 'highest'
}

/** Điểm của một chỉ số khác hoặc điều tra xã hội học; with `outOf` brought from that scale to the criterion's maximum. */
export interface ImportedMethod {
  readonly kind: 'imported'
  readonly of: Input
  readonly outOf?: DecimalText
}

/** Người chấm cho điểm trong khoảng, under the criterion's own code. */
export interface FreeMethod {
  readonly kind: 'free'
}

/** Ngày so với thời hạn: on time gives the maximum; late gives what `late` says. Without `of` under the criterion's own code. */
export interface DateMethod {
  readonly kind: 'date'
  readonly of?: Input
  readonly limit: DateLimit
  readonly late: LateRule
}

/** By days late (the last step without `upToDays` takes the rest), or so much less for each day. */
export type LateRule =
  | { readonly steps: readonly (Award & { readonly upToDays?: number })[] }
  | { readonly eachDay: Award }
