import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

/** Dimension of a fact → values that count. Every dimension named must hold. */
export type Filters = Readonly<Record<string, readonly string[]>>

/**
 * `count`, `sum`: records, or what they add. `distinct`: how many different persons stand in the records. `share`: which part of the
 * records, in per cent. `formula`: over other indicators. `typed`: published by somebody else and entered with its source.
 */
export type Measure = 'count' | 'sum' | 'distinct' | 'share' | 'formula' | 'typed'

/** How a figure is computed: what a version of a definition fixes. */
export type Way = {
  /** In words: what is counted, what is not. */
  readonly explanation: string
  /** The act or practice behind it. */
  readonly source: string
  /** The kind of record it is counted from (`Fact.code`); null for formulas and typed values. */
  readonly factCode: string | null
  readonly measure: Measure
  /** The measure of the fact that is summed, or the column whose different values are counted. */
  readonly measureColumn: string | null
  readonly filters: Filters
  /** Of a share: what a record that counts must have too, to be part. */
  readonly partFilters: Filters | null
  /** Of a formula: `parseFormula` reads it; its names are codes. */
  readonly formula: string | null
  /** How many digits after the comma a share, formula or typed value has: 0 to 4. */
  readonly decimals: number
  /** Of typed values: whether those of the units below are added. */
  readonly addsUp: boolean
  /** `flow`: what happened, or began, within the period. `state`: what holds on a day. */
  readonly time: 'flow' | 'state'
}

/**
 * What is counted, how, and why: a definition held as data, so that a figure is never typed and everybody can read how it came about.
 * The name and the unit of measure are for good; the way is that of one version.
 */
export type Indicator = Way & {
  /** `dialogue.count` */
  readonly code: string
  readonly title: string
  /** The heading under which it stands, such as “Tiếp công dân, đối thoại”. */
  readonly theme: string
  readonly unitOfMeasure: string
  /** 1 for the first version. */
  readonly version: number
  /** First day of this version; null: always. */
  readonly validFrom: CalendarDate | null
  /** Why there is this version; empty for the first. */
  readonly reason: string
  /** Last day on which the indicator is in use; null while it is. */
  readonly retiredOn: CalendarDate | null
}

/** How each kind of indicator is called. */
export const MEASURES: Readonly<Record<Measure, string>> = {
  count: 'Đếm số hồ sơ',
  sum: 'Cộng số lượng ghi trong hồ sơ',
  distinct: 'Đếm số người khác nhau',
  share: 'Tỷ lệ phần trăm trong số hồ sơ',
  formula: 'Công thức từ các chỉ tiêu khác',
  typed: 'Số liệu từ nguồn ngoài, nhập kèm văn bản công bố',
}

/** True where figures of units below, of predecessors and of parts of a period add up to the whole. A share or a number of persons never does. */
export function addsUp(indicator: Pick<Way, 'measure' | 'addsUp'>): boolean {
  return (
    indicator.measure === 'count' || indicator.measure === 'sum' || (indicator.measure === 'typed' && indicator.addsUp)
  )
}

/** True where the figure opens to records of the system. */
export function isCounted(indicator: Pick<Way, 'measure' | 'addsUp'>): boolean {
  return indicator.measure !== 'formula' && (indicator.measure !== 'typed' || indicator.addsUp)
}

/** Digits after the comma with which the figure is shown. */
export function decimalsOf(indicator: Pick<Way, 'measure' | 'decimals'>): number {
  return indicator.measure === 'count' || indicator.measure === 'distinct'
    ? 0
    : indicator.measure === 'sum'
      ? 2
      : indicator.decimals
}
