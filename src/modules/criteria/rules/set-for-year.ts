import { addDays, type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { AssessmentYear, CriteriaSet, Transition } from './criteria-set.ts'
import { complement } from './exact.ts'
import type { DecimalText } from './score-scale.ts'
import { showDecimalText } from './vietnamese-number.ts'

/** By which set, or which sets one after the other, a kind of unit is scored for a year, and why. */
export interface YearPlan {
  /** In the order of time; one for nearly every year. */
  readonly parts: readonly YearPart[]
  /** In words, naming the acts: for the page and for the answer of the command line. */
  readonly because: string
}

/** One stretch of the year with its set; `percent` is its share in the points of the year. */
export interface YearPart {
  readonly set: CriteriaSet
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly percent: DecimalText
}

/**
 * What the sets themselves say of a year for a kind of unit. A set that replaces another holds for the whole year when it names
 * the year, unless a clause of transition says that the old one goes on or that each has its part. A replacing set that leaves the
 * year out leaves it to the old one.
 * Refuses `criteria.no-set-for-year`, `criteria.several-sets-for-year` when none of several replaces the others, and
 * `criteria.no-replaced-set` when a clause leads to a set that is not among them or does not score the year.
 */
export function planForYear(sets: readonly CriteriaSet[], kind: string, year: number): YearPlan {
  const candidates = sets.filter((set) => scores(set, kind, year) || transitionOf(set, kind, year) !== undefined)
  const replaced = new Set(candidates.map((set) => set.replaces))
  const [newest, ...others] = candidates.filter((set) => !replaced.has(set.id))
  if (newest === undefined) throw noSet(year)
  if (others.length > 0) throw severalSets([newest, ...others], year)
  return planFrom(newest, candidates, kind, year)
}

/** The one set of the year. Refuses as `planForYear`, and `criteria.year-in-parts` when two sets share it. */
export function setForYear(sets: readonly CriteriaSet[], kind: string, year: number): CriteriaSet {
  const { parts, because } = planForYear(sets, kind, year)
  const [only, ...others] = parts
  if (only !== undefined && others.length === 0) return only.set
  throw new Refusal('conflict', 'criteria.year-in-parts', `${because} Năm này không chấm theo một bộ duy nhất.`)
}

function planFrom(set: CriteriaSet, candidates: readonly CriteriaSet[], kind: string, year: number): YearPlan {
  const transition = transitionOf(set, kind, year)
  const replacedOne = candidates.find((each) => each.id === set.replaces && scores(each, kind, year))
  if (transition === undefined || transition.use === 'this-set') {
    return { parts: [wholeYear(set, year)], because: whyThis(set, replacedOne, transition, year) }
  }
  if (replacedOne === undefined) throw noReplacedSet(set, year)
  const before = planFrom(replacedOne, candidates, kind, year)
  const says = `${acts(set)} thay ${acts(replacedOne)}, nhưng ${transition.clause}`
  if (transition.use === 'replaced-set') {
    return { parts: before.parts, because: `${says} → cả năm ${year} theo ${acts(replacedOne)}.` }
  }
  const [only, ...more] = before.parts
  if (only === undefined || more.length > 0) throw noReplacedSet(set, year)
  const earlier: YearPart = { ...only, to: addDays(transition.from, -1), percent: complement(transition.percent) }
  const later: YearPart = { ...wholeYear(set, year), from: transition.from, percent: transition.percent }
  const words = (part: YearPart) => `theo ${acts(part.set)} (${showDecimalText(part.percent)}% số điểm)`
  return {
    parts: [earlier, later],
    because: `${says} → đến ${formatCalendarDate(earlier.to)} ${words(earlier)}, từ ${formatCalendarDate(later.from)} ${words(later)}.`,
  }
}

function whyThis(
  set: CriteriaSet,
  replacedOne: CriteriaSet | undefined,
  transition: Transition | undefined,
  year: number,
): string {
  if (replacedOne === undefined) return `Năm ${year} theo ${acts(set)}.`
  const why = transition === undefined ? 'bộ mới có ghi năm này' : transition.clause
  return `${acts(set)} thay ${acts(replacedOne)}; ${why} → cả năm ${year} theo bộ mới.`
}

const scores = (set: CriteriaSet, kind: string, year: number) =>
  set.unitKinds.some((each) => each.code === kind) && set.years.some((each) => each.year === year)

const transitionOf = (set: CriteriaSet, kind: string, year: number) =>
  set.transitions?.find((each) => each.year === year && (each.unitKinds?.includes(kind) ?? true))

function wholeYear(set: CriteriaSet, year: number): YearPart {
  const window: AssessmentYear | undefined = set.years.find((each) => each.year === year)
  if (window === undefined) throw noSet(year)
  return { set, from: window.from, to: window.to, percent: '100' }
}

const acts = (set: CriteriaSet) => `${set.legalAct.number} ngày ${formatCalendarDate(set.legalAct.date)}`

function noSet(year: number): Refusal {
  return new Refusal(
    'not-found',
    'criteria.no-set-for-year',
    `Chưa có bộ tiêu chí nào áp dụng cho loại đơn vị này trong năm ${year}. Hãy nhập bộ tiêu chí trước khi chấm điểm.`,
  )
}

function severalSets(sets: readonly CriteriaSet[], year: number): Refusal {
  const titles = sets.map((set) => `“${set.title}” (${set.legalAct.number})`)
  return new Refusal(
    'conflict',
    'criteria.several-sets-for-year',
    `Năm ${year} có nhiều bộ tiêu chí cùng áp dụng: ${titles.join('; ')}. Hãy ghi rõ bộ nào thay thế bộ nào.`,
  )
}

function noReplacedSet(set: CriteriaSet, year: number): Refusal {
  return new Refusal(
    'conflict',
    'criteria.no-replaced-set',
    `Điều khoản chuyển tiếp của “${set.title}” cần bộ cũ (mã “${set.replaces ?? ''}”) cho năm ${year}, nhưng không có bộ đó, hoặc bộ đó đã chia năm ra. Hãy đưa bộ cũ vào, hoặc sửa điều khoản.`,
  )
}
