import { Decimal } from 'decimal.js'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** Wide enough that no sum or mean of marks is rounded on the way. */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP })

/** A criterion (tiêu chí) with its maximum, in points as the database writes them: `40.00`. */
export type BoardCriterion = { readonly id: string; readonly title: string; readonly maximum: string }

/** What one member gave one work: points by criterion. */
export type MarkSheet = { readonly personId: string; readonly points: Readonly<Record<string, string>> }

/** From when on marks count as lying far apart, in percent of the maximum. */
export type SpreadRule = { readonly criterionPercent: number; readonly totalPercent: number }

/** Why the marks of a work are to be talked over. */
export type Spread = {
  /** Criteria whose highest and lowest mark lie too far apart. */
  readonly criteria: readonly { readonly title: string; readonly least: string; readonly most: string }[]
  /** Members whose total lies too far from the mean. */
  readonly personIds: readonly string[]
}

/** The sum of the points of a sheet. Unit: points. Exact. */
export function totalOf(sheet: MarkSheet): string {
  return sum(Object.values(sheet.points)).toString()
}

/** The sum of the maxima. Unit: points. */
export function greatestTotal(criteria: readonly BoardCriterion[]): string {
  return sum(criteria.map(({ maximum }) => maximum)).toString()
}

/**
 * The result of a work: the mean of the totals of all who marked it, to two decimals, half up. Null when nobody marked it.
 * Unit: points. In whichever order the sheets come it is the same.
 */
export function resultOf(sheets: readonly MarkSheet[]): string | null {
  if (sheets.length === 0) return null
  return sum(sheets.map(totalOf)).dividedBy(sheets.length).toDecimalPlaces(2).toFixed(2)
}

/**
 * Which marks lie so far apart that the board talks them over: for a criterion, highest less lowest over the share of its maximum;
 * a total further from the mean of totals than the share of the greatest total. Exactly the share is not too far.
 */
export function spreadOf(criteria: readonly BoardCriterion[], sheets: readonly MarkSheet[], rule: SpreadRule): Spread {
  if (sheets.length < 2) return { criteria: [], personIds: [] }
  const wide = criteria.flatMap(({ id, title, maximum }) => {
    const given = sheets.map((sheet) => new Exact(sheet.points[id] ?? 0))
    const [least, most] = [Exact.min(...given), Exact.max(...given)]
    const allowed = new Exact(maximum).times(rule.criterionPercent).dividedBy(100)
    return most.minus(least).greaterThan(allowed) ? [{ title, least: least.toString(), most: most.toString() }] : []
  })
  const totals = sheets.map((sheet) => ({ personId: sheet.personId, total: new Exact(totalOf(sheet)) }))
  const allTotals = sum(totals.map(({ total }) => total))
  const allowed = new Exact(greatestTotal(criteria)).times(rule.totalPercent).dividedBy(100)
  // Multiplied by the number of sheets instead of divided: a third has no end.
  const personIds = totals
    .filter(({ total }) => total.times(sheets.length).minus(allTotals).abs().greaterThan(allowed.times(sheets.length)))
    .map(({ personId }) => personId)
  return { criteria: wide, personIds }
}

export const isWide = ({ criteria, personIds }: Spread): boolean => criteria.length > 0 || personIds.length > 0

/** Places by result, the highest first; equal results share a place and the next one counts them all: 1, 2, 2, 4. Without a result, none. */
export function placesOf<Marked extends { readonly result: string | null }>(
  works: readonly Marked[],
): (Marked & { place: number | null })[] {
  const results = works.flatMap(({ result }) => (result === null ? [] : [new Exact(result)]))
  return works.map((work) => {
    if (work.result === null) return { ...work, place: null }
    const own = new Exact(work.result)
    return { ...work, place: 1 + results.filter((other) => other.greaterThan(own)).length }
  })
}

/** True when somebody left out stands no lower than somebody chosen: people, not the results, decided between them. */
export function isChosenByPeople(
  works: readonly { readonly result: string | null; readonly isChosen: boolean }[],
): boolean {
  const of = (chosen: boolean) =>
    works.filter(({ isChosen }) => isChosen === chosen).map(({ result }) => new Exact(result ?? -1))
  const [inside, outside] = [of(true), of(false)]
  if (inside.length === 0 || outside.length === 0) return false
  return Exact.max(...outside).greaterThanOrEqualTo(Exact.min(...inside))
}

/** True when the result reaches the threshold (ngưỡng) or there is none. */
export function reaches(result: string | null, threshold: string | null): boolean {
  if (result === null) return false
  return threshold === null || new Exact(result).greaterThanOrEqualTo(threshold)
}

/**
 * Points as a person types them (`7`, `7,5`, `7.25`) for each criterion, as they are kept. Refuses `movement.marks-wrong`: one that is
 * missing, no number, has more than two decimals, or lies outside 0 and its maximum; all problems at once, each at its field
 * (`points-ID`).
 */
export function pointsAsTyped(
  criteria: readonly BoardCriterion[],
  typed: Readonly<Record<string, string>>,
): Record<string, string> {
  const problems: Record<string, string> = {}
  const points: Record<string, string> = {}
  for (const { id, title, maximum } of criteria) {
    const text = (typed[id] ?? '').trim().replace(',', '.')
    const shown = inVietnamese(maximum)
    if (!/^\d{1,4}(\.\d{1,2})?$/.test(text)) problems[`points-${id}`] = `Hãy nhập điểm “${title}” từ 0 đến ${shown}.`
    else if (new Exact(text).greaterThan(maximum)) problems[`points-${id}`] = `Điểm “${title}” không quá ${shown}.`
    else points[id] = new Exact(text).toFixed(2)
  }
  const first = Object.values(problems)[0]
  if (first !== undefined) throw new Refusal('invalid', 'movement.marks-wrong', first, problems)
  return points
}

/**
 * Criteria, one on each line with its maximum at the end: `Nội dung sát thực tế: 40`. Answers what is kept. Refuses
 * `movement.criteria-unreadable`, naming the line.
 */
export function criteriaInLines(text: string): { title: string; maximum: string }[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const refuse = (message: string): never => {
    throw new Refusal('invalid', 'movement.criteria-unreadable', message, { criteria: message })
  }
  if (lines.length === 0) refuse('Hãy nhập ít nhất một tiêu chí, ví dụ “Nội dung sát thực tế: 40”.')
  if (lines.length > 20) refuse('Nhiều nhất 20 tiêu chí. Hãy gộp bớt.')
  return lines.map((line, index) => {
    const match = /^(.{1,200}?)\s*[:;|–-]?\s*(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:điểm)?$/u.exec(line)
    const maximum = (match?.[2] ?? '0').replace(',', '.')
    if (!match?.[1] || new Exact(maximum).isZero())
      refuse(`Dòng ${index + 1} (“${line}”) chưa có điểm tối đa ở cuối. Ví dụ: “Nội dung sát thực tế: 40”.`)
    return { title: match?.[1] ?? '', maximum: new Exact(maximum).toFixed(2) }
  })
}

/** `8.50` as `8,5`. */
export function inVietnamese(points: string): string {
  return new Exact(points).toString().replace('.', ',')
}

function sum(points: readonly Decimal.Value[]): Decimal {
  return points.reduce<Decimal>((total, each) => total.plus(each), new Exact(0))
}
