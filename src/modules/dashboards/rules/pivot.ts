import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { SpanAsked, Step } from './span.ts'

/** What can stand in the rows or the columns of a table. */
export const AXES = {
  unit: 'Đơn vị',
  period: 'Kỳ',
  indicator: 'Chỉ tiêu',
  dimension: 'Phân loại',
} as const
export type Axis = keyof typeof AXES

/** Which units stand on the axis of units, below the unit that is looked at. */
export const LEVELS = {
  below: 'Đơn vị trực thuộc trực tiếp',
  commune: 'Cấp xã',
  district: 'Cấp huyện (trước 01/7/2025)',
  department: 'Sở, ban, ngành',
  'mass-organisation': 'Tổ chức chính trị - xã hội',
  all: 'Đơn vị này và mọi đơn vị bên dưới',
} as const
export type Level = keyof typeof LEVELS

/** How a table is shown. */
export const SHOWN_AS = { table: 'Chỉ bảng', bar: 'Biểu đồ cột và bảng', line: 'Biểu đồ đường và bảng' } as const
export type ShownAs = keyof typeof SHOWN_AS

/** More than a report has; a page holds fewer, because its cells are counted too. */
export const MOST_INDICATORS = 60
/** Ten years by month. */
export const MOST_PERIODS = 120
/** A page with more links than this is too heavy for a phone. */
export const MOST_CELLS_ON_PAGE = 3_000
export const MOST_CELLS_IN_FILE = 20_000

/** A question put to the figures: what stands in the rows, what in the columns, of which time, of which unit. It holds no figure. */
export type PivotQuestion = SpanAsked & {
  readonly indicators: readonly string[]
  readonly rows: Axis
  readonly columns: Axis
  /** Of the axis `dimension`: `kind of record.dimension`, such as `petition.kind`. */
  readonly dimension: string | null
  /** The unit that is looked at; null: the reader's own. */
  readonly unitId: string | null
  readonly level: Level
  readonly step: Step
  readonly reading: 'then' | 'now'
  readonly shownAs: ShownAs
}

/** One row or column: what its figures have in common. */
export type Heading = {
  readonly text: string
  readonly unitId?: string
  readonly period?: { readonly from: CalendarDate; readonly to: CalendarDate }
  readonly periodIndex?: number
  readonly code?: string
  /** Of a dimension; null: records that have none of its values. */
  readonly value?: string | null
}

/** Columns that hold several indicators each are as many columns as indicators. */
export function timesIndicators(
  headings: readonly Heading[],
  indicators: readonly { readonly code: string; readonly title: string }[],
): Heading[] {
  const [only, ...others] = indicators
  if (only === undefined) return [...headings]
  if (others.length === 0) return headings.map((heading) => ({ ...heading, code: only.code }))
  return headings.flatMap((heading) =>
    indicators.map(({ code, title }) => ({ ...heading, code, text: `${heading.text}: ${title}` })),
  )
}

/** Refuses `dashboards.too-many-indicators`. */
export function refuseManyIndicators(indicators: number): void {
  if (indicators <= MOST_INDICATORS) return
  const message = `Đã chọn ${indicators.toLocaleString('vi-VN')} chỉ tiêu, nhiều nhất ${MOST_INDICATORS}. Chưa đếm số nào. Hãy bớt chỉ tiêu.`
  throw new Refusal('invalid', 'dashboards.too-many-indicators', message, { indicator: message })
}

/** Refuses `dashboards.too-many-periods`: each period is counted for every unit, whatever is shown. */
export function refuseManyPeriods(periods: number): void {
  if (periods <= MOST_PERIODS) return
  throw new Refusal(
    'invalid',
    'dashboards.too-many-periods',
    `Thời gian đã chọn gồm ${periods.toLocaleString('vi-VN')} kỳ, nhiều nhất ${MOST_PERIODS}. Chưa đếm số nào. Hãy chọn khoảng ngắn hơn hoặc chia theo kỳ dài hơn.`,
  )
}

/** Refuses `dashboards.too-large`: a table with more cells than fit. */
export function refuseTooLarge({ rows, columns, most }: { rows: number; columns: number; most: number }): void {
  if (rows * columns <= most) return
  const cells = (rows * columns).toLocaleString('vi-VN')
  const inFile =
    most < MOST_CELLS_IN_FILE && rows * columns <= MOST_CELLS_IN_FILE
      ? ' hoặc tải tệp Excel, tệp chứa được bảng này'
      : ''
  throw new Refusal(
    'invalid',
    'dashboards.too-large',
    `Bảng có ${rows.toLocaleString('vi-VN')} dòng, ${columns.toLocaleString('vi-VN')} cột, tức ${cells} ô; nhiều nhất ${most.toLocaleString('vi-VN')} ô. Chưa đếm số nào. Hãy chọn ít chỉ tiêu hơn, kỳ dài hơn, cấp đơn vị cao hơn${inFile}.`,
  )
}

type Countable = {
  readonly addsUp: boolean
  readonly time: 'flow' | 'state'
}

/**
 * True where the figures along an axis may be added: units of one level that share no record, periods of what happens in them, values
 * of a classification. Never for averages, shares, numbers of different persons, or states at the ends of periods.
 */
export function mayAdd(axis: Axis, indicator: Countable, { unitsOverlap }: { unitsOverlap: boolean }): boolean {
  if (!indicator.addsUp || axis === 'indicator') return false
  if (axis === 'period') return indicator.time === 'flow'
  return axis === 'dimension' || !unitsOverlap
}
