import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Indicator } from '../rules/indicator.ts'
import { type CountedUnits, countedRecords, pairsOf } from './counted-units.ts'

/** From when to when, both inside; `asOf` is the day on which states are read. */
export type Span = { from: CalendarDate; to: CalendarDate; asOf: CalendarDate }

/**
 * The SQL by which definitions become figures. Names of columns come from the definition only after `whyNotCountable` has found
 * them among those that the fact declares, and are quoted; values travel as parameters.
 */

/** True for the rows of `fact` that the indicator counts. */
export function counts(indicator: Indicator, span: Span): RawBuilder<SqlBool> {
  const filters = Object.entries(indicator.filters).map(
    ([dimension, values]) => sql<SqlBool>`${sql.ref(`fact.${dimension}`)}::text = any(${[...values]}::text[])`,
  )
  return sql<SqlBool>`(${sql.join([isInTime(indicator, span), ...filters], sql` and `)})`
}

function isInTime({ time }: Indicator, { from, to, asOf }: Span): RawBuilder<SqlBool> {
  return time === 'state'
    ? sql`fact.from_date <= ${asOf}::date and (fact.to_date is null or fact.to_date >= ${asOf}::date)`
    : sql`fact.from_date between ${from}::date and ${to}::date`
}

/** What one row adds to the figure. */
export function amount(indicator: Indicator): RawBuilder<unknown> {
  return indicator.measureColumn === null ? sql`1` : sql`coalesce(${sql.ref(`fact.${indicator.measureColumn}`)}, 0)`
}

/**
 * All the given indicators of one fact for all the given units, in one pass over the fact: rows are added up by their own unit first,
 * so that the tree is joined to a few hundred sums and not to every row. One line comes out for each unit asked for, part of it (the
 * unit or a predecessor), body on whose behalf, whether it is the unit's own work, and whether it can be given to one unit of today;
 * `records_0`, `value_0` … follow the order of the indicators.
 */
export function figuresOfFact(fact: Fact, indicators: readonly Indicator[], counted: CountedUnits, span: Span) {
  const within = indicators.map((indicator) => counts(indicator, span))
  const sums = indicators.map(
    (indicator, index) => sql`count(*) filter (where ${within[index]}) as ${sql.ref(`records_${index}`)},
      coalesce(sum(${amount(indicator)}) filter (where ${within[index]}), 0) as ${sql.ref(`value_${index}`)}`,
  )
  const totals = indicators.map(
    (_, index) => sql`sum(${sql.ref(`own.records_${index}`)})::text as ${sql.ref(`records_${index}`)},
      sum(${sql.ref(`own.value_${index}`)})::text as ${sql.ref(`value_${index}`)}`,
  )
  return sql<FigureRow>`
    with own as materialized (
      select fact.counted_unit_id, fact.is_allocated, fact.counted_behalf_id, ${sql.join(sums)}
      from ${countedRecords(fact, counted)} fact
      where (${sql.join(within, sql` or `)})
      group by fact.counted_unit_id, fact.is_allocated, fact.counted_behalf_id
    ),
    pair as materialized (${pairsOf(counted)})
    select pair.root_id::text as unit_id, pair.part_id::text as part_id, own.counted_behalf_id::text as behalf_unit_id,
      pair.root_id = own.counted_unit_id as is_here, own.is_allocated, ${sql.join(totals)}
    from own join pair on pair.unit_id = own.counted_unit_id
    group by 1, 2, 3, 4, 5`
}

/** One line of `figuresOfFact`; the numbers as text. */
export type FigureRow = {
  unit_id: string
  part_id: string
  behalf_unit_id: string | null
  /** True for what counts for the unit asked for itself, not for one below it. */
  is_here: boolean
  is_allocated: boolean
} & Record<string, unknown>
