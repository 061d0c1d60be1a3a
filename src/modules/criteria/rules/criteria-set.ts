import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Condition } from './condition.ts'
import type { DecimalText, Rounding, ScoreScale } from './score-scale.ts'
import type { ScoringMethod } from './scoring-method.ts'

/**
 * A criteria set (bộ tiêu chí) as data: everything that a decision on scoring and ranking says, and nothing that a programmer
 * must add. A province replaces its set by issuing another one; the old years keep the old one.
 *
 * Codes of nodes (`4.2`) are unique in the set. Ranks are named by their titles, as decisions do.
 */
export interface CriteriaSet {
  readonly id: string
  readonly title: string
  readonly legalAct: LegalAct
  /** The id of the set that this one replaces, also in mid-year. */
  readonly replaces?: string
  /** What the decision says of a year in which the set replaces another (điều khoản chuyển tiếp). */
  readonly transitions?: readonly Transition[]
  readonly effective: { readonly from: CalendarDate; readonly to?: CalendarDate }
  /** The years scored by this set. The window may differ from the calendar year. */
  readonly years: readonly AssessmentYear[]
  readonly unitKinds: readonly TitledCode[]
  /** Blocks (khối) in which units are compared; without them any name of a block is taken. */
  readonly blocks?: readonly TitledCode[]
  readonly scale: ScoreScale
  /** What happens to a criterion that does not apply, unless the criterion says otherwise. */
  readonly notApplicable: NotApplicableMode
  readonly groups: readonly CriteriaNode[]
  /** Best first. */
  readonly ranks: readonly RankLevel[]
  readonly knockOuts?: readonly KnockOut[]
  readonly ceilings?: readonly Ceiling[]
  readonly notRankedWhen?: readonly NotRankedRule[]
  readonly quotas?: readonly Quota[]
  /** Codes of groups or criteria whose points part units with the same rank and total, first the one that counts most. */
  readonly tieOrder?: readonly string[]
  /** Present in sets with invented points; the note is shown wherever points are. */
  readonly demonstration?: { readonly note: string }
}

export interface LegalAct {
  readonly number: string
  readonly date: CalendarDate
  readonly issuer: string
}

export interface AssessmentYear {
  readonly year: number
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/**
 * One clause of transition. Without any, a set that names the year holds for the whole of it.
 * `by-period`: the replaced set scores the work up to the day before `from`, this set the rest; `percent` is the share of this
 * set's part in the year's points, the replaced set's part has the remainder.
 */
export type Transition = {
  readonly year: number
  /** Kinds of unit that it speaks of; absent means all. */
  readonly unitKinds?: readonly string[]
  /** Where it stands and what it says: “Khoản 2 Điều 3: các sở tiếp tục theo bộ cũ đến hết năm”. */
  readonly clause: string
} & (
  | { readonly use: 'this-set' }
  | { readonly use: 'replaced-set' }
  | { readonly use: 'by-period'; readonly from: CalendarDate; readonly percent: DecimalText }
)

export interface TitledCode {
  readonly code: string
  readonly title: string
}

/**
 * When no such task arose in the year: `full` grants the maximum, `rescale` leaves the criterion out and brings the base points
 * back to the base maximum, `nothing` grants none.
 */
export type NotApplicableMode = 'full' | 'rescale' | 'nothing'

/** `base` points make up the base maximum; `bonus` points come on top; `deduction` points are taken from the total. */
export type GroupRole = 'base' | 'bonus' | 'deduction'

export type CriteriaNode = CriteriaBranch | Criterion

interface NodeCommon {
  readonly code: string
  readonly title: string
  /** Only on the top level; absent means `base`. */
  readonly role?: GroupRole
  /** Kinds of unit for which the node exists; absent means all kinds of the set. */
  readonly appliesTo?: readonly string[]
}

/** A group, or a criterion that has component criteria. */
export interface CriteriaBranch extends NodeCommon {
  /** `null` (no limit) only in bonus and deduction groups. */
  readonly maxPoints: DecimalText | null
  /**
   * The least that the branch comes to: in a deduction group the most that is taken (“điểm trừ không quá 10 điểm” is `-10`).
   * Absent means 0 where a criterion inside takes from the group, and no floor elsewhere.
   */
  readonly minPoints?: DecimalText | null
  /** True: the children may add up to more, and the points are cut at `maxPoints`. Otherwise they must add up exactly. */
  readonly capped?: boolean
  readonly children: readonly CriteriaNode[]
}

/** A node that is scored itself. */
export interface Criterion extends NodeCommon {
  /** `null` (no limit) only in bonus groups. `0` in a deduction group, and for a criterion that takes from its group. */
  readonly maxPoints: DecimalText | null
  /** The floor; absent means 0. Below zero, or `null` for no floor, where points are taken from the group or the total. */
  readonly minPoints?: DecimalText | null
  readonly scorer: Scorer
  /** Who exactly, when `scorer` does not say it all: “Sở Khoa học và Công nghệ”. */
  readonly scoredBy?: string
  readonly method: ScoringMethod
  readonly guidance?: string
  readonly evidence?: readonly EvidenceAsked[]
  readonly notApplicable?: NotApplicableMode
  /** Kinds of unit to which the criterion never applies: treated by its `notApplicable` mode without anybody saying so. */
  readonly notApplicableTo?: readonly string[]
}

/** The unit itself, the verifying body, the department in charge of the field, the upper level, a survey, another index. */
export type Scorer = 'unit' | 'verifier' | 'department' | 'superior' | 'survey' | 'import'

export interface EvidenceAsked {
  readonly text: string
  readonly required: boolean
}

export interface RankLevel {
  readonly title: string
  /** The lowest total with this rank, inclusive. */
  readonly from: DecimalText
  /** As the annex may print it (“dưới 90”); it must be the `from` of the rank above. */
  readonly below?: DecimalText
}

/** Forces a rank whatever the points. Without `when` it strikes when its own code is answered yes or counted at least once. */
export interface KnockOut {
  readonly code: string
  readonly title: string
  readonly when?: Condition
  readonly rank: string
}

/**
 * A rank may not be above another. `notAbove` names a rank of this set; `notAboveRankOf` names a figure that holds a rank
 * (of the body's head, of its Party cell) or the code of another scored unit, whose final rank then counts.
 */
export type Ceiling = TitledCode &
  (
    | { readonly when?: Condition; readonly notAbove: string }
    | { readonly notAboveRankOf: { readonly figure: string; readonly holds: 'rank' | 'unit' } }
  )

/** Not ranked (không xếp loại) is different from the lowest rank; `title` is the reason that is announced. */
export interface NotRankedRule {
  readonly code: string
  readonly title: string
  readonly when?: Condition
}

/** In each block at most this share may hold the rank. Who gives way is decided by people and recorded, never by the machine. */
export interface Quota {
  readonly code: string
  readonly title: string
  readonly rank: string
  readonly atMostPercent: DecimalText
  /** Of how many: the units holding these ranks after others gave way, or all ranked units of the block. */
  readonly of: 'ranked' | readonly string[]
  readonly rounding: Rounding
}

/** True for a criterion, which is scored; false for a group or a criterion with components, which is summed. */
export function isCriterion(node: CriteriaNode): node is Criterion {
  return !('children' in node)
}
