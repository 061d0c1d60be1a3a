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
export function counts(indicator: Indicator, span: Span | SpanInColumns): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.join([isInTime(indicator, span), ...conditions(indicator.filters)], sql` and `)})`
}

function conditions(filters: Filters): RawBuilder<SqlBool>[] {
  return Object.entries(filters).map(
    ([dimension, values]) => sql<SqlBool>`${sql.ref(`fact.${dimension}`)}::text = any(${[...values]}::text[])`,
  )
}

function isInTime({ time }: Indicator, { from, to, asOf }: Span | SpanInColumns): RawBuilder<SqlBool> {
  return time === 'state'
    ? sql`fact.from_date <= ${asOf}::date and (fact.to_date is null or fact.to_date >= ${asOf}::date)`
    : sql`fact.from_date between ${from}::date and ${to}::date`
}

/** What one row adds to the figure; of a share, to its part. */
export function amount(indicator: Indicator): RawBuilder<unknown> {
  if (indicator.partFilters !== null) {
    const isPart = [sql<SqlBool>`true`, ...conditions(indicator.partFilters)]
    return sql`case when ${sql.join(isPart, sql` and `)} then 1 else 0 end`
  }
  return indicator.measure === 'sum' ? sql`coalesce(${sql.ref(`fact.${indicator.measureColumn}`)}, 0)` : sql`1`
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
 * All the given indicators of one fact for all the given units and spans, in one pass over the fact: rows are added up by their own
 * unit first, so that the tree is joined to a few hundred sums and not to every row. One line comes out for each span, unit asked for,
 * part of it (the unit or a predecessor), body on whose behalf, whether it is the unit's own work, and whether it can be given to one
 * unit of today; `records_0`, `value_0` … follow the order of the indicators. Numbers of different persons do not add up: the persons
 * seen in each unit are kept and counted once for each unit asked for, in a line of their own (`distinct_index`).
 */
export function figuresOfFact(
  fact: Fact,
  indicators: readonly Indicator[],
  counted: CountedUnits,
  spans: readonly Span[],
) {
  const within = indicators.map((indicator) => counts(indicator, SPAN))
  const distinct = indicators.flatMap((indicator, index) => (indicator.measure === 'distinct' ? [index] : []))
  const sums = indicators.map(
    (indicator, index) => sql`count(*) filter (where ${within[index]}) as ${sql.ref(`records_${index}`)},
      coalesce(sum(${amount(indicator)}) filter (where ${within[index]}), 0) as ${sql.ref(`value_${index}`)}`,
  )
  const seen = distinct.map((index) => {
    const who = identity(indicators[index] as Indicator)
    return sql`array_agg(distinct ${who}) filter (where ${within[index]} and ${who} is not null) as ${sql.ref(`seen_${index}`)}`
  })
  const totals = indicators.map(
    (_, index) => sql`sum(${sql.ref(`own.records_${index}`)})::text as ${sql.ref(`records_${index}`)},
      sum(${sql.ref(`own.value_${index}`)})::text as ${sql.ref(`value_${index}`)}`,
  )
  return sql<FigureRow>`
    with own as materialized (
      select span.number, fact.counted_unit_id, fact.is_allocated, fact.counted_behalf_id, ${sql.join([...sums, ...seen])}
      from ${countedRecords(fact, counted)} fact
      join ${rowsOfSpans(spans)} on (${sql.join(within, sql` or `)})
      group by span.number, fact.counted_unit_id, fact.is_allocated, fact.counted_behalf_id
    ),
    pair as materialized (${pairsOf(counted)})
    select own.number as span, pair.root_id::text as unit_id, pair.part_id::text as part_id, own.counted_behalf_id::text as behalf_unit_id,
      pair.root_id = own.counted_unit_id as is_here, own.is_allocated,
      null::int as distinct_index, null::text as distinct_total, null::text as distinct_own, ${sql.join(totals)}
    from own join pair on pair.unit_id = own.counted_unit_id
    group by 1, 2, 3, 4, 5, 6
    ${distinct.length === 0 ? sql`` : differentPersons(distinct, indicators.length)}`
}

function differentPersons(distinct: readonly number[], columns: number): RawBuilder<unknown> {
  const nothing = Array.from({ length: 2 * columns }, () => sql`null::text`)
  return sql`union all
    select seen.number, pair.root_id::text, pair.root_id::text, null, false, true, seen.index, count(distinct seen.who)::text,
      (count(distinct seen.who) filter (where pair.unit_id = pair.root_id and seen.is_allocated))::text, ${sql.join(nothing)}
    from pair join (
      select own.number, own.counted_unit_id, own.is_allocated, each.index, person.who
      from own cross join lateral (values ${sql.join(distinct.map((index) => sql`(${sql.lit(index)}, ${sql.ref(`own.seen_${index}`)})`))}) as each (index, persons)
      cross join lateral unnest(each.persons) as person (who)
    ) seen on seen.counted_unit_id = pair.unit_id
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
