import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Filters, Indicator } from '../rules/indicator.ts'
import { type CountedUnits, countedRecords, pairsOf } from './counted-units.ts'

/** From when to when, both inside; `asOf` is the day on which states are read. */
export type Span = { from: CalendarDate; to: CalendarDate; asOf: CalendarDate }

/** The same where the days stand in columns of the query. */
type SpanInColumns = Readonly<Record<keyof Span, RawBuilder<unknown>>>

/**
 * The SQL by which definitions become figures. Names of columns come from the definition only after `whyNotCountable` has found
 * them among those that the fact declares, and are quoted; values travel as parameters.
 */

/** True for the rows of `fact` that the indicator counts; of a share, those of which it is a share. */
export function counts(fact: Fact, indicator: Indicator, span: Span): RawBuilder<SqlBool> {
  return allOf([isInTime(fact, indicator.time, span), ...conditions(indicator.filters)])
}

function allOf(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join([...conditions], sql` and `)})`
}

function conditions(filters: Filters): RawBuilder<SqlBool>[] {
  return Object.entries(filters).map(([dimension, values]) => {
    const column = sql`${sql.ref(`fact.${dimension}`)}::text`
    // With one value, as most have, the plain comparison takes half the time of the list.
    return values.length === 1
      ? sql<SqlBool>`${column} = ${values[0]}::text`
      : sql<SqlBool>`${column} = any(${[...values]}::text[])`
  })
}

function isInTime(fact: Fact, time: Indicator['time'], { from, to, asOf }: Span | SpanInColumns): RawBuilder<SqlBool> {
  if (time === 'flow') return sql`fact.from_date between ${from}::date and ${to}::date`
  const stillHolds = fact.hasUntilDate
    ? sql<SqlBool>`fact.until_date > ${asOf}::date`
    : sql<SqlBool>`(fact.to_date is null or fact.to_date >= ${asOf}::date)`
  return sql`fact.from_date <= ${asOf}::date and ${stillHolds}`
}

/** What one row adds to the figure; of a share, to its part. */
export function amount(indicator: Indicator): RawBuilder<unknown> {
  if (indicator.partFilters !== null)
    return sql`case when ${allOf(conditions(indicator.partFilters))} then 1 else 0 end`
  return indicator.measure === 'sum' ? sql`coalesce(${sql.ref(`fact.${indicator.measureColumn}`)}, 0)` : sql`1`
}

/** True where each record adds one, so that the number of records is the value. */
export function addsOne({ measure }: Pick<Indicator, 'measure'>): boolean {
  return measure === 'count' || measure === 'distinct'
}

/** Of a number of different persons: who a row is about. */
export function identity(indicator: Indicator): RawBuilder<unknown> {
  return sql`${sql.ref(`fact.${indicator.measureColumn}`)}`
}

const SPAN: SpanInColumns = { from: sql`span.from_date`, to: sql`span.to_date`, asOf: sql`span.as_of` }

/** The spans as rows. A single one is as good as written into the query: the server takes it for constants. */
function rowsOfSpans(spans: readonly Span[]): RawBuilder<unknown> {
  const rows = spans.map(
    ({ from, to, asOf }, number) => sql`(${sql.lit(number)}, ${from}::date, ${to}::date, ${asOf}::date)`,
  )
  return sql`(values ${sql.join(rows)}) as span (number, from_date, to_date, as_of)`
}

/**
 * All the given indicators of one fact for all the given units and spans, in one pass over the fact; the indicators are all of the
 * same time, which an index finds. Records that no filter tells apart are counted together first (`class`): forty filters are then asked of a few
 * thousand classes instead of a hundred thousand records, and the tree is joined to a few hundred sums. One line comes out for each
 * span, unit asked for, part of it (the unit or a predecessor), body on whose behalf, whether it is the unit's own work, and whether it can
 * be given to one unit of today; `records_0`, `value_0` … follow the order of the indicators. Numbers of different persons do not add
 * up: the persons seen in each class are kept and counted once for each unit asked for, in a line of their own (`distinct_index`).
 */
export function figuresOfFact(
  fact: Fact,
  indicators: readonly Indicator[],
  counted: CountedUnits,
  spans: readonly Span[],
) {
  const [{ time } = { time: 'flow' as const }] = indicators
  const within = indicators.map((indicator) => allOf(conditions(indicator.filters)))
  const summed = indicators.flatMap((indicator, index) => (addsOne(indicator) ? [] : [index]))
  const distinct = indicators.flatMap((indicator, index) => (indicator.measure === 'distinct' ? [index] : []))
  const sums = [
    ...within.map((is, index) => sql`sum(fact.class_records) filter (where ${is}) as ${sql.ref(`records_${index}`)}`),
    ...summed.map((index) => sql`${valueOfClasses(indicators[index] as Indicator)} as ${sql.ref(`value_${index}`)}`),
  ]
  const totals = [...indicators.map((_, index) => `records_${index}`), ...summed.map((index) => `value_${index}`)].map(
    (column) => sql`sum(${sql.ref(`own.${column}`)})::text as ${sql.ref(column)}`,
  )
  return sql<FigureRow>`
    with class as materialized (
      select span.number, ${sql.join([...PLACE, ...classColumns(indicators)])}
      from ${countedRecords(fact, counted)} fact join ${rowsOfSpans(spans)} on ${isInTime(fact, time, SPAN)}
      group by span.number, ${sql.join([...PLACE, ...dimensionsOf(indicators)])}
    ),
    own as materialized (
      select fact.number, ${sql.join([...PLACE, ...sums])} from class fact group by fact.number, ${sql.join(PLACE)}
    ),
    pair as materialized (${pairsOf(counted)})
    select own.number as span, pair.root_id::text as unit_id, pair.part_id::text as part_id,
      own.counted_behalf_id::text as behalf_unit_id, pair.root_id = own.counted_unit_id as is_here, own.is_allocated,
      null::int as distinct_index, null::text as distinct_total, null::text as distinct_own, ${sql.join(totals)}
    from own join pair on pair.unit_id = own.counted_unit_id
    group by 1, 2, 3, 4, 5, 6
    ${distinct.length === 0 ? sql`` : differentPersons(indicators, distinct, totals.length)}`
}

const PLACE = [sql`fact.counted_unit_id`, sql`fact.is_allocated`, sql`fact.counted_behalf_id`]

/** What the filters ask about: the columns by which classes are told apart. */
function dimensionsOf(indicators: readonly Indicator[]): RawBuilder<unknown>[] {
  const names = indicators.flatMap(({ filters, partFilters }) => [
    ...Object.keys(filters),
    ...Object.keys(partFilters ?? {}),
  ])
  return [...new Set(names)].map((name) => sql.ref(`fact.${name}`))
}

function classColumns(indicators: readonly Indicator[]): RawBuilder<unknown>[] {
  const measured = (measure: Indicator['measure']) =>
    new Set(indicators.filter((each) => each.measure === measure).map((each) => each.measureColumn ?? ''))
  return [
    ...dimensionsOf(indicators),
    sql`count(*)::int as class_records`,
    ...[...measured('sum')].map((name) => sql`sum(${sql.ref(`fact.${name}`)}) as ${sql.ref(`class_sum_${name}`)}`),
    ...[...measured('distinct')].map((name) => {
      const who = sql.ref(`fact.${name}`)
      return sql`array_agg(distinct ${who}) filter (where ${who} is not null) as ${sql.ref(`class_seen_${name}`)}`
    }),
  ]
}

function valueOfClasses({ filters, partFilters, measureColumn }: Indicator): RawBuilder<unknown> {
  const column = partFilters === null ? sql.ref(`fact.class_sum_${measureColumn}`) : sql`fact.class_records`
  return sql`coalesce(sum(${column}) filter (where ${allOf([...conditions(filters), ...conditions(partFilters ?? {})])}), 0)`
}

function differentPersons(
  indicators: readonly Indicator[],
  distinct: readonly number[],
  columns: number,
): RawBuilder<unknown> {
  const nothing = Array.from({ length: columns }, () => sql`null::text`)
  const seen = distinct.map((index) => {
    const { filters, measureColumn } = indicators[index] as Indicator
    return sql`select fact.number, fact.counted_unit_id, fact.is_allocated, ${sql.lit(index)} as index, person.who
      from class fact cross join lateral unnest(${sql.ref(`fact.class_seen_${measureColumn}`)}) as person (who)
      where ${allOf(conditions(filters))}`
  })
  return sql`union all
    select seen.number, pair.root_id::text, pair.root_id::text, null, false, true, seen.index, count(distinct seen.who)::text,
      (count(distinct seen.who) filter (where pair.unit_id = pair.root_id and seen.is_allocated))::text, ${sql.join(nothing)}
    from pair join (${sql.join(seen, sql` union all `)}) seen on seen.counted_unit_id = pair.unit_id
    group by seen.number, pair.root_id, seen.index`
}

/** One line of `figuresOfFact`; the numbers as text. */
export type FigureRow = {
  /** Which of the spans. */
  span: number
  unit_id: string
  part_id: string
  behalf_unit_id: string | null
  /** True for what counts for the unit asked for itself, not for one below it. */
  is_here: boolean
  is_allocated: boolean
  /** In a line that tells of different persons: of which indicator; else null. */
  distinct_index: number | null
  distinct_total: string | null
  distinct_own: string | null
} & Record<string, unknown>
