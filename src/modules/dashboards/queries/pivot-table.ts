import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { ReportingPeriod } from '../../../vocabulary/reporting-period.ts'
import {
  addsUp,
  countFiguresOfPeriods,
  type Figure,
  type Indicator,
  indicatorDefinitions,
  isCounted,
  type Split,
  splitCode,
  type UnitOfPeriod,
} from '../../indicators/index.ts'
import {
  type Axis,
  type Heading,
  mayAdd,
  type PivotQuestion,
  refuseManyIndicators,
  refuseManyPeriods,
  refuseTooLarge,
  timesIndicators,
} from '../rules/pivot.ts'
import { spanOn, stepsOf } from '../rules/span.ts'
import { unitsAtLevel, unitsInView } from './units-in-view.ts'

/** One number of a table; null where it cannot be had, which is not nought. */
export type PivotCell = {
  value: number | null
  /** Of a share: of how many records which number is part. */
  ofWhole: { part: number; whole: number } | null
  /** Where its records are; null for a sum that is no figure of its own. */
  opens: {
    code: string
    unitId: string
    period: { from: CalendarDate; to: CalendarDate }
    by?: { dimension: string; value: string }
  } | null
}

export type PivotTable = {
  unit: UnitOfPeriod
  readable: readonly UnitOfPeriod[]
  isNarrowed: boolean
  span: ReportingPeriod
  indicators: readonly Indicator[]
  rows: readonly Heading[]
  columns: readonly Heading[]
  cells: readonly (readonly PivotCell[])[]
  /** Below the rows: only under columns where a sum is true. Null when it is under none. */
  totals: readonly (PivotCell | null)[] | null
  /** Beside the columns, row by row. */
  rowTotals: readonly (PivotCell | null)[] | null
  /** Titles of indicators that cannot be taken apart by the chosen classification. */
  notSplit: readonly string[]
}

type Asked = { today: CalendarDate; mostCells: number }

/**
 * The answer to a question in the reach of the official: all figures in one pass per kind of record. Refuses `dashboards.too-large`
 * and `dashboards.too-many-periods` before anything is counted, `dashboards.no-dimension`, and as `spanOn`, `unitsInView` and `countFiguresOfPeriods` do.
 */
export async function pivotTable(
  database: Database,
  facts: readonly Fact[],
  official: Official,
  question: PivotQuestion,
  { today, mostCells }: Asked,
): Promise<PivotTable> {
  refuseManyIndicators(question.indicators.length)
  const span = spanOn(question, today)
  const { reading } = question
  const view = await unitsInView(database, official, { unitId: question.unitId, period: span, reading, today })
  const indicators = await indicatorDefinitions(database, question.indicators, span.to)
  const chosen = question.indicators.flatMap((code) => indicators.find((each) => each.code === code) ?? [])
  const axes: [Axis, Axis] = [question.rows, question.columns]
  const split = axes.includes('dimension') ? splitOf(facts, chosen, question.dimension) : undefined
  const units = axes.includes('unit') ? unitsAtLevel(view, question.level) : [view.unit]
  const periods = axes.includes('period') ? stepsOf(span, question.step) : [{ ...span, title: span.title }]
  refuseManyPeriods(periods.length)
  const headings: Record<Axis, () => Heading[]> = {
    unit: () => units.map(({ id, name }) => ({ text: name, unitId: id })),
    period: () =>
      periods.map(({ title, from, to }, periodIndex) => ({ text: title, period: { from, to }, periodIndex })),
    indicator: () => chosen.map(({ code, title, unitOfMeasure }) => ({ text: `${title} (${unitOfMeasure})`, code })),
    dimension: () => (split?.values ?? []).map((value) => ({ text: split?.titles[value] ?? value, value })),
  }
  const rows = headings[question.rows]()
  const across = headings[question.columns]()
  const columns = axes.includes('indicator') ? across : timesIndicators(across, chosen)
  refuseTooLarge({ rows: rows.length, columns: columns.length, most: mostCells })
  // The whole beside its parts, so that a sum can be told from the figure of the whole.
  const counted = axes.includes('period') ? [...periods, span] : periods
  const figures = await countFiguresOfPeriods(database, facts, {
    indicators: question.indicators,
    unitIds: [...new Set([view.unit.id, ...units.map(({ id }) => id)])],
    periods: counted.map(({ from, to }) => ({ from, to })),
    reading,
    today,
    split,
  })
  const found = new Found(figures, { question, span, whole: counted.length - 1, unitId: view.unit.id, split })
  return {
    ...view,
    span,
    indicators: chosen,
    ...withSums(found, { rows, columns, chosen, axes, split }),
    notSplit: unsplit(chosen, split),
  }
}

type SplitWithTitles = Split & { titles: Readonly<Record<string, string>> }

/** The values by which the chosen figures are taken apart. Refuses `dashboards.no-dimension`. */
function splitOf(facts: readonly Fact[], chosen: readonly Indicator[], asked: string | null): SplitWithTitles {
  const known = dimensionsOf(facts, chosen)
  const found = known.find(({ key }) => key === asked) ?? known[0]
  if (!found) {
    const message =
      'Các chỉ tiêu đã chọn không có cách phân loại nào. Hãy chọn chỉ tiêu khác, hoặc xếp theo đơn vị, kỳ.'
    throw new Refusal('invalid', 'dashboards.no-dimension', message, { dimension: message })
  }
  return {
    factCode: found.factCode,
    dimension: found.dimension,
    values: Object.keys(found.values),
    titles: found.values,
  }
}

/** The classifications with a closed list of values that the records behind the indicators have. */
export function dimensionsOf(facts: readonly Fact[], indicators: readonly Indicator[]) {
  const codes = new Set(indicators.filter(isCounted).map(({ factCode }) => factCode))
  return facts
    .filter(({ code }) => codes.has(code))
    .flatMap(({ code, title: factTitle, dimensions }) =>
      Object.entries(dimensions).flatMap(([dimension, { title, values }]) =>
        values === undefined
          ? []
          : [{ key: `${code}.${dimension}`, factCode: code, dimension, title, factTitle, values }],
      ),
    )
}

const unsplit = (chosen: readonly Indicator[], split: Split | undefined) =>
  split === undefined
    ? []
    : chosen.filter((each) => !isCounted(each) || each.factCode !== split.factCode).map(({ title }) => title)

/** The figures by where they stand in the table. */
class Found {
  readonly #byPlace = new Map<string, Figure>()
  readonly #question: PivotQuestion
  readonly #span: ReportingPeriod
  readonly #whole: number
  readonly #unitId: string
  readonly #split: Split | undefined

  constructor(
    figures: readonly (readonly Figure[])[],
    given: { question: PivotQuestion; span: ReportingPeriod; whole: number; unitId: string; split: Split | undefined },
  ) {
    this.#question = given.question
    this.#span = given.span
    this.#whole = given.whole
    this.#unitId = given.unitId
    this.#split = given.split
    for (const [index, ofPeriod] of figures.entries()) {
      for (const figure of ofPeriod) this.#byPlace.set(`${index} ${figure.unitId} ${figure.indicator.code}`, figure)
    }
  }

  /** True when a unit and one below it, or one that has gone into it, stand side by side: what the one did counts for both. */
  unitsOverlap(): boolean {
    return (
      this.#question.level === 'all' ||
      [...this.#byPlace.values()].some(({ parts, unitId }) => parts.some((part) => part.unitId !== unitId))
    )
  }

  at(place: Heading): Figure | undefined {
    const code = place.code ?? this.#question.indicators[0] ?? ''
    const whole = typeof place.value === 'string' ? splitCode(code, place.value) : code
    return this.#byPlace.get(`${place.periodIndex ?? this.#whole} ${place.unitId ?? this.#unitId} ${whole}`)
  }

  cell(place: Heading): PivotCell {
    const figure = this.at(place)
    const code = place.code ?? this.#question.indicators[0] ?? ''
    const by =
      typeof place.value === 'string' && this.#split ? { dimension: this.#split.dimension, value: place.value } : null
    const opens =
      figure === undefined || place.value === null
        ? null
        : {
            code,
            unitId: place.unitId ?? this.#unitId,
            period: place.period ?? { from: this.#span.from, to: this.#span.to },
            ...(by === null ? {} : { by }),
          }
    return { value: figure?.total?.value ?? null, ofWhole: figure?.ofWhole ?? null, opens }
  }
}

type Layout = {
  rows: Heading[]
  columns: Heading[]
  chosen: readonly Indicator[]
  axes: readonly [Axis, Axis]
  split: Split | undefined
}

const REST: Heading = { text: 'Không phân loại', value: null }

/** The cells with their sums, and a line for the records that have none of the values of a classification, where there are such. */
function withSums(found: Found, { rows, columns, chosen, axes: [rowAxis, columnAxis], split }: Layout) {
  const indicatorAt = (place: Heading) => chosen.find(({ code }) => code === (place.code ?? chosen[0]?.code))
  const cellAt = (row: Heading, column: Heading): PivotCell => {
    const place = { ...row, ...column }
    if (row.value !== null && column.value !== null) return found.cell(place)
    const indicator = indicatorAt(place)
    if (!indicator || !addsUp(indicator) || indicator.factCode !== split?.factCode) return NO_CELL
    const { value: _value, ...whole } = place
    const parts = split.values.map((value) => found.cell({ ...whole, value }).value)
    return { ...NO_CELL, value: difference(found.cell(whole).value, parts) }
  }
  const rest = chosen.length === 1 ? { ...REST, code: chosen[0]?.code ?? '' } : null
  const lines =
    rowAxis === 'dimension' ? withLine(rows, REST, (row) => columns.map((column) => cellAt(row, column))) : rows
  const across =
    columnAxis === 'dimension' && rest
      ? withLine(columns, rest, (column) => lines.map((row) => cellAt(row, column)))
      : columns
  const cells = lines.map((row) => across.map((column) => cellAt(row, column)))
  const unitsOverlap = found.unitsOverlap()
  const isAdded = (axis: Axis, place: Heading) => {
    const indicator = indicatorAt(place)
    return (
      indicator !== undefined && mayAdd(axis, { addsUp: addsUp(indicator), time: indicator.time }, { unitsOverlap })
    )
  }
  const totals = across.map((column, at) =>
    lines.length > 1 && isAdded(rowAxis, column)
      ? sumOf(
          found,
          cells.map((line) => line[at] ?? NO_CELL),
          column,
        )
      : null,
  )
  const addsAcross = across.length > 1 && chosen.length === 1 && isAdded(columnAxis, { text: '' })
  return {
    rows: lines,
    columns: across,
    cells,
    totals: totals.some((total) => total !== null) ? totals : null,
    rowTotals: addsAcross ? lines.map((row, at) => sumOf(found, cells[at] ?? [], row)) : null,
  }
}

function withLine(headings: Heading[], line: Heading, cellsOf: (line: Heading) => readonly PivotCell[]): Heading[] {
  return cellsOf(line).some(({ value }) => value !== null && value !== 0) ? [...headings, line] : headings
}

/** Opens to the records of the whole where the sum is the figure of the whole; no sum of what is not there at all. */
function sumOf(found: Found, line: readonly PivotCell[], place: Heading): PivotCell | null {
  const values = line.flatMap(({ value }) => (value === null ? [] : [value]))
  if (values.length === 0) return null
  const value = rounded(values.reduce((sum, each) => sum + each, 0))
  const whole = place.value === null ? null : found.cell(place)
  return { value, ofWhole: null, opens: whole !== null && whole.value === value ? whole.opens : null }
}

const NO_CELL: PivotCell = { value: null, ofWhole: null, opens: null }

function difference(whole: number | null, parts: readonly (number | null)[]): number | null {
  if (whole === null) return null
  return rounded(whole - parts.reduce<number>((sum, part) => sum + (part ?? 0), 0))
}

/** 0,1 and 0,2 are 0,3. */
const rounded = (value: number) => Math.round(value * 1e6) / 1e6
