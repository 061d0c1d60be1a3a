import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { Indicator } from '../rules/indicator.ts'
import './tables.ts'

const inForce = sql`value.withdrawn_on is null`

/** Values that others publish, where their definition lets them add up: each counts from the first day of its span. */
export const typedValueFact: Fact = {
  code: 'typed-value',
  title: 'Số liệu từ nguồn ngoài',
  time: 'event',
  source: sql`
    select value.id::text as record_id, value.document as title, value.unit_id, null::bigint as behalf_unit_id,
      value.from_date, value.to_date, value.indicator_code as indicator, value.value
    from indicator_value value where ${inForce}`,
  dimensions: { indicator: { title: 'Chỉ tiêu' } },
  measures: { value: { title: 'Số liệu', unit: '' } },
  reading: {
    permission: 'figure.read',
    allows: (official, today) => sql<SqlBool>`fact.unit_id in ${unitsUnder(unitsFor(official, 'figure.read'), today)}`,
  },
  recordPath: (id) => `/figures/values/${id}`,
}

/** A typed indicator that adds up, as what can be counted from the values themselves. */
export function asCounted(indicator: Indicator): Indicator {
  if (indicator.measure !== 'typed') return indicator
  return {
    ...indicator,
    factCode: typedValueFact.code,
    measure: 'sum',
    measureColumn: 'value',
    filters: { indicator: [indicator.code] },
    time: 'flow',
  }
}

/** The value of a unit in a period. */
export type ValueInForce = {
  id: string
  indicatorCode: string
  unitId: string
  value: string
  from: CalendarDate
  to: CalendarDate
}

/**
 * Values of units that are not added over units: the one whose span is that of the period, or nearly so. Years are published by the
 * calendar and reported from 15 December to 14 December, so that two spans are taken for the same when four fifths of each lie in the other.
 */
export async function valuesOfUnits(
  database: Database,
  asked: {
    indicators: readonly string[]
    unitIds: readonly string[]
    period: { from: CalendarDate; to: CalendarDate }
  },
): Promise<ValueInForce[]> {
  const { indicators, unitIds, period } = asked
  if (indicators.length === 0 || unitIds.length === 0) return []
  const { rows } = await sql<ValueInForce>`
    with found as (
      select value.*, least(value.to_date, ${period.to}::date) - greatest(value.from_date, ${period.from}::date) + 1 as common
      from indicator_value value
      where value.indicator_code = any(${[...indicators]}::text[]) and value.unit_id = any(${[...unitIds]}::bigint[]) and ${inForce}
    )
    select distinct on (indicator_code, unit_id) id::text as id, indicator_code as "indicatorCode", unit_id::text as "unitId",
      value::text as value, from_date as "from", to_date as "to"
    from found
    where common >= 0.8 * (to_date - from_date + 1) and common >= 0.8 * (${period.to}::date - ${period.from}::date + 1)
    order by indicator_code, unit_id, common desc, id desc`.execute(database)
  return rows
}
