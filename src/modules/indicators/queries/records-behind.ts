import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { whyNotCountable } from '../rules/fitting.ts'
import type { Indicator } from '../rules/indicator.ts'
import { amount, counts, type Span, unitsCounted } from './compile.ts'
import type { Amount } from './count-figures.ts'
import { indicatorDefinition } from './definitions.ts'

export const RECORDS_PER_PAGE = 50

export type RecordsAsked = {
  indicator: string
  unitId: string
  period: { from: CalendarDate; to: CalendarDate }
  asOf?: CalendarDate | undefined
  /** Only what was done on behalf of this body; null: only what was done in the unit's own name. */
  behalfUnitId?: string | null | undefined
  /** True for the unit's own records only, without the units below it. */
  ownOnly?: boolean | undefined
  /** Where the page before ended. */
  after?: string | undefined
}

/** One record behind a figure. */
export type RecordBehind = {
  recordId: string
  title: string
  date: CalendarDate
  unitId: string
  unitName: string
  behalfUnitName: string | null
  /** What it adds to the figure. */
  value: number
  /** Its page. */
  path: string
}

export type RecordsBehind = {
  indicator: Indicator
  /** The whole figure: the values of all pages together. */
  total: Amount
  rows: RecordBehind[]
  /** The cursor of the next page. */
  next: string | null
}

/**
 * The records that a figure is counted from, newest first, one page of 50, with the sum of all of them.
 * Refuses `indicators.no-such-indicator`, and what `whyNotCountable` answers when nobody offers such records.
 */
export async function recordsBehind(
  database: Database,
  facts: readonly Fact[],
  asked: RecordsAsked,
): Promise<RecordsBehind> {
  const indicator = await indicatorDefinition(database, asked.indicator)
  const fact = facts.find((offered) => offered.code === indicator.factCode)
  const refusal = whyNotCountable(indicator, fact)
  if (!fact || refusal) throw refusal
  const span: Span = { ...asked.period, asOf: asked.asOf ?? asked.period.to }
  const counted = sql`from (${fact.source}) fact where ${counts(indicator, span)} and ${isAsked(asked, span)}`
  const cursor = /^(\d{4}-\d{2}-\d{2})_(.{1,60})$/.exec(asked.after ?? '')
  const beyond = cursor
    ? sql`and (fact.from_date, fact.record_id collate "C") < (${cursor[1]}::date, ${cursor[2]}::text)`
    : sql``
  const [sums, page] = await Promise.all([
    sql<{ records: string; value: string }>`
      select count(*)::text as records, coalesce(sum(${amount(indicator)}), 0)::text as value ${counted}`.execute(
      database,
    ),
    sql<Row>`
      select fact.record_id, fact.title, fact.from_date as day, fact.unit_id::text as unit_id, ${amount(indicator)}::text as value,
        unit_name_on(fact.unit_id, fact.from_date) as unit_name, unit_name_on(fact.behalf_unit_id, fact.from_date) as behalf_name
      ${counted} ${beyond}
      order by fact.from_date desc, fact.record_id collate "C" desc limit ${RECORDS_PER_PAGE + 1}`.execute(database),
  ])
  const rows = page.rows.slice(0, RECORDS_PER_PAGE).map((row) => ({
    recordId: row.record_id,
    title: row.title,
    date: row.day,
    unitId: row.unit_id,
    unitName: row.unit_name ?? '',
    behalfUnitName: row.behalf_name,
    value: Number(row.value),
    path: fact.recordPath(row.record_id),
  }))
  const last = rows.at(-1)
  return {
    indicator,
    total: { value: Number(sums.rows[0]?.value ?? 0), recordCount: Number(sums.rows[0]?.records ?? 0) },
    rows,
    next: page.rows.length > RECORDS_PER_PAGE && last ? `${last.date}_${last.recordId}` : null,
  }
}

type Row = {
  record_id: string
  title: string
  day: CalendarDate
  unit_id: string
  value: string
  unit_name: string | null
  behalf_name: string | null
}

function isAsked({ unitId, behalfUnitId, ownOnly }: RecordsAsked, { asOf }: Span) {
  const inUnit = ownOnly
    ? sql<SqlBool>`fact.unit_id = ${unitId}::bigint`
    : sql<SqlBool>`fact.unit_id = any(${unitsCounted([unitId], asOf)})`
  if (behalfUnitId === undefined) return inUnit
  if (behalfUnitId === null) return sql<SqlBool>`${inUnit} and fact.behalf_unit_id is null`
  return sql<SqlBool>`${inUnit} and fact.behalf_unit_id = ${behalfUnitId}::bigint`
}
