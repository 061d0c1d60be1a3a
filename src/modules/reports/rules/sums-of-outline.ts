import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { reportedValue } from './figure-override.ts'
import { findingOn } from './report-check.ts'
import type { CheckedFigure, Finding } from './report-finding.ts'

/** How a figure is counted: as much of its definition as tells whether it is a part of another. */
export type Counting = {
  readonly code: string
  readonly factCode: string
  readonly measureColumn: string | null
  readonly filters: Readonly<Record<string, readonly string[]>>
  readonly time: string
}

/** The closed lists of values by which the records of a kind are told apart: fact → dimension → values. */
export type ValuesOfFacts = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

export type SumRule =
  | { readonly kind: 'within'; readonly part: string; readonly whole: string }
  | { readonly kind: 'adds-up'; readonly parts: readonly string[]; readonly whole: string }

/**
 * The sums that follow from how the figures of an outline are counted, without anybody writing them down: what is counted from the
 * same records under more conditions is a part and cannot exceed the whole; parts that share one closed list among them without
 * overlap add up to the whole.
 */
export function sumRulesOf(countings: readonly Counting[], valuesOfFacts: ValuesOfFacts): SumRule[] {
  return countings.flatMap((whole): SumRule[] => {
    const parts = countings.filter((part) => isPart(part, whole))
    const within = parts.map((part): SumRule => ({ kind: 'within', part: part.code, whole: whole.code }))
    return [...within, ...sharings(whole, parts, valuesOfFacts[whole.factCode] ?? {})]
  })
}

const sameRecords = (one: Counting, other: Counting) =>
  one.factCode === other.factCode && one.measureColumn === other.measureColumn && one.time === other.time

function isPart(part: Counting, whole: Counting): boolean {
  if (part.code === whole.code || !sameRecords(part, whole)) return false
  const isNarrower = Object.entries(whole.filters).every(([dimension, values]) => {
    const own = part.filters[dimension]
    return own !== undefined && own.length > 0 && own.every((value) => values.includes(value))
  })
  return isNarrower && !isSame(part.filters, whole.filters)
}

function isSame(one: Counting['filters'], other: Counting['filters']): boolean {
  const written = (filters: Counting['filters']) =>
    JSON.stringify(
      Object.entries(filters)
        .map(([dimension, values]) => [dimension, [...values].sort()])
        .sort(),
    )
  return written(one) === written(other)
}

/** For each dimension, the parts that differ from the whole in it alone, when together they hold each value exactly once. */
function sharings(
  whole: Counting,
  parts: readonly Counting[],
  dimensions: Readonly<Record<string, readonly string[]>>,
): SumRule[] {
  return Object.entries(dimensions).flatMap(([dimension, all]): SumRule[] => {
    const { [dimension]: ofWhole = all, ...others } = whole.filters
    const sharing = parts.filter(({ filters }) => {
      const { [dimension]: own, ...rest } = filters
      return own !== undefined && isSame(rest, others)
    })
    const held = sharing.flatMap((part) => part.filters[dimension] ?? [])
    const isShared = held.length === ofWhole.length && ofWhole.every((value) => held.includes(value))
    return isShared && sharing.length > 1
      ? [{ kind: 'adds-up', parts: sharing.map((part) => part.code), whole: whole.code }]
      : []
  })
}

/** Generated checks block sending, as those of the inspectorate's forms do (`report.sums-wrong`). */
const GENERATED = { code: 'sums', strength: 'hard' } as const

/** The sums that do not hold among the figures as they are reported; figures that are lacking are compared with nothing. */
export function brokenSums(figures: readonly CheckedFigure[], rules: readonly SumRule[]): Finding[] {
  const known = new Map(figures.map((figure) => [figure.code, figure]))
  return [
    ...rules.flatMap((rule) => (rule.kind === 'within' ? brokenWhole(rule, known) : brokenSharing(rule, known))),
    ...figures.flatMap(brokenBehalf),
  ]
}

function brokenWhole({ part, whole }: { part: string; whole: string }, known: Map<string, CheckedFigure>): Finding[] {
  const [inner, outer] = [known.get(part), known.get(whole)]
  if (!inner || !outer || inner.unitId !== outer.unitId) return []
  const [less, more] = [reportedValue(inner), reportedValue(outer)]
  if (less === null || more === null || less <= more) return []
  const words = `${formatNumber(less)}, nhiều hơn “${outer.title}” (${formatNumber(more)})`
  return [findingOn({ ...GENERATED, sentence: 'Số này là một phần của số kia nên không thể lớn hơn.' }, inner, words)]
}

function brokenSharing(
  { parts, whole }: { parts: readonly string[]; whole: string },
  known: Map<string, CheckedFigure>,
): Finding[] {
  const outer = known.get(whole)
  const inner = parts.map((code) => known.get(code))
  const values = inner.map((figure) => (figure?.unitId === outer?.unitId && figure ? reportedValue(figure) : null))
  const total = outer === undefined ? null : reportedValue(outer)
  if (!outer || total === null || values.some((value) => value === null)) return []
  const sum = values.reduce<number>((added, value) => added + (value ?? 0), 0)
  if (sum === total) return []
  const titles = inner.map((figure) => `“${figure?.title ?? ''}”`).join(', ')
  const words = `${formatNumber(total)}, khác tổng ${formatNumber(sum)} của ${titles}`
  return [findingOn({ ...GENERATED, sentence: 'Các phần cộng lại phải bằng số chung.' }, outer, words)]
}

function brokenBehalf(figure: CheckedFigure): Finding[] {
  const value = reportedValue(figure)
  if (value === null || figure.onBehalfOfOthers <= value) return []
  const words = `${formatNumber(value)}, ít hơn phần thực hiện thay mặt cơ quan khác (${formatNumber(figure.onBehalfOfOthers)})`
  return [findingOn({ ...GENERATED, sentence: 'Phần “trong đó” không thể lớn hơn số chung.' }, figure, words)]
}
