import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { exactOf, over, rounded, times } from '../rules/exact.ts'
import { whyNotCountable } from '../rules/fitting.ts'
import { type Indicator, isCounted } from '../rules/indicator.ts'
import type { Reading } from '../rules/reading.ts'
import { type SplitBy, splitBy } from '../rules/split.ts'
import { whyNotInUse } from '../rules/version.ts'
import { amount, counts, identity, type Span } from './compile.ts'
import type { Amount } from './count-figures.ts'
import { type CountedUnits, countedRecords, countedUnits } from './counted-units.ts'
import { indicatorDefinition } from './definitions.ts'
import { asCounted, typedValueFact } from './typed-values.ts'

export const RECORDS_PER_PAGE = 50

export type RecordsAsked = {
  /** Who asks, on which day; null when no person does, as in a check of the system itself. */
  reader: { official: Official; today: CalendarDate } | null
  indicator: string
  unitId: string
  period: { from: CalendarDate; to: CalendarDate }
  asOf?: CalendarDate | undefined
  /** Only what was done on behalf of this body; null: only what was done in the unit's own name. */
  behalfUnitId?: string | null | undefined
  /** True for the unit's own records only, without the units below it. */
  ownOnly?: boolean | undefined
  /** How the figure is read; as it was at the time when left out. The reading of today needs `today`. */
  reading?: Reading | undefined
  today?: CalendarDate | undefined
  /** Only this part of the figure: the unit without its predecessors (its own id), or one predecessor. */
  partUnitId?: string | undefined
  /** Only what can be given to no single unit of today: within the unit, or what belongs to no unit below it. */
  unallocated?: 'within' | 'here' | undefined
  /** Only records of one value of a dimension. */
  by?: SplitBy | undefined
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
  /**
   * The whole figure: the values of all pages together, and of what the reader may not open. Of a share, these are 1 for each record that
   * is part and 0 for the others, and the figure is their quotient; of different persons, each counts once.
   */
  total: Amount
  /** Of a share: of how many records which number is part. */
  ofWhole: { part: number; whole: number } | null
  /** The part of it that stands in records which the reader may not open: counted, and not told. No value where values do not add up. */
  unread: Amount
  rows: RecordBehind[]
  /** The cursor of the next page. */
  next: string | null
}

/**
 * The records that a figure is counted from and the reader may open, newest first, one page of 50, with the sum of all there are.
 * The version of the definition is that of the period's last day.
 * Refuses `indicators.no-such-indicator`, `indicators.not-from-records` for formulas and published values that do not add up, and what
 * `whyNotInUse` and `whyNotCountable` answer.
 */
export async function recordsBehind(
  database: Database,
  facts: readonly Fact[],
  asked: RecordsAsked,
): Promise<RecordsBehind> {
  const { indicator, fact } = await countable(database, facts, asked)
  const span: Span = { ...asked.period, asOf: asked.asOf ?? asked.period.to }
  const { reading = 'then', today = span.asOf } = asked
  const units = await countedUnits(database, { unitIds: [asked.unitId], asOf: span.asOf, today, reading })
  const counted = sql`from ${countedRecords(fact, units)} fact where ${counts(fact, indicator, span)} and ${isAsked(asked, units)}`
  const { reader } = asked
  const mayOpen = reader === null ? sql<SqlBool>`true` : fact.reading.allows(reader.official, reader.today)
  const cursor = /^(\d{4}-\d{2}-\d{2})_(.{1,60})$/.exec(asked.after ?? '')
  const beyond = cursor
    ? sql`and (fact.from_date, fact.record_id collate "C") < (${cursor[1]}::date, ${cursor[2]}::text)`
    : sql``
  const [sums, page] = await Promise.all([
    sql<Sums>`
      select count(*)::text as records, ${indicator.measure === 'distinct' ? sql`count(distinct each.who)` : sql`coalesce(sum(each.value), 0)`}::text as value,
        count(*) filter (where each.may_open)::text as read,
        coalesce(sum(each.value) filter (where each.may_open), 0)::text as "valueRead"
      from (select ${amount(indicator)} as value, ${indicator.measure === 'distinct' ? identity(indicator) : sql`null::text`} as who,
        ${mayOpen} as may_open ${counted}) each`.execute(database),
    sql<Row>`
      select fact.record_id, fact.title, fact.from_date as day, fact.unit_id::text as unit_id, ${amount(indicator)}::text as value,
        unit_name_on(fact.unit_id, fact.from_date) as unit_name, unit_name_on(fact.behalf_unit_id, fact.from_date) as behalf_name
      ${counted} and ${mayOpen} ${beyond}
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
    ...totals(indicator, sums.rows[0]),
    rows,
    next: page.rows.length > RECORDS_PER_PAGE && last ? `${last.date}_${last.recordId}` : null,
  }
}

async function countable(database: Database, facts: readonly Fact[], { indicator: code, period, by }: RecordsAsked) {
  const defined = await indicatorDefinition(database, code, period.to)
  if (!isCounted(defined)) {
    const message = `“${defined.title}” không đếm trực tiếp từ hồ sơ. Hãy mở số liệu ở trang Số liệu để xem nó được tính từ đâu.`
    throw new Refusal('invalid', 'indicators.not-from-records', message)
  }
  const indicator = by === undefined ? asCounted(defined) : splitBy(asCounted(defined), by)
  const fact = [...facts, typedValueFact].find((offered) => offered.code === indicator.factCode)
  const refusal = whyNotInUse(defined, period) ?? whyNotCountable(indicator, fact)
  if (!fact || refusal) throw refusal
  return { indicator, fact }
}

type Sums = { records: string; value: string; read: string; valueRead: string }

function totals(indicator: Indicator, sums: Sums | undefined): Pick<RecordsBehind, 'total' | 'ofWhole' | 'unread'> {
  const { records = '0', value = '0', read = '0', valueRead = '0' } = sums ?? {}
  const [recordCount, unreadCount] = [Number(records), Number(records) - Number(read)]
  if (indicator.measure === 'share') {
    const share = over(exactOf(value), exactOf(records))
    const inPercent = share === null ? 0 : rounded(times(share, exactOf(100)), indicator.decimals)
    return {
      total: { value: inPercent, recordCount },
      ofWhole: { part: Number(value), whole: recordCount },
      unread: { value: 0, recordCount: unreadCount },
    }
  }
  const unread = indicator.measure === 'distinct' ? 0 : Number(value) - Number(valueRead)
  return {
    total: { value: Number(value), recordCount },
    ofWhole: null,
    unread: { value: unread, recordCount: unreadCount },
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

function isAsked({ unitId, behalfUnitId, ownOnly, partUnitId, unallocated }: RecordsAsked, units: CountedUnits) {
  const conditions: RawBuilder<SqlBool>[] = [sql<SqlBool>`true`]
  const here = sql<SqlBool>`fact.counted_unit_id = ${unitId}::bigint`
  if (ownOnly) conditions.push(here, sql<SqlBool>`fact.is_allocated`)
  if (unallocated) conditions.push(sql<SqlBool>`not fact.is_allocated`)
  if (unallocated === 'here') conditions.push(here)
  if (partUnitId !== undefined) {
    const ofPart = units.pairs.filter((pair) => pair.partId === partUnitId).map((pair) => pair.unitId)
    conditions.push(sql<SqlBool>`fact.unit_id = any(${ofPart}::bigint[])`)
  }
  if (behalfUnitId === null) conditions.push(sql<SqlBool>`fact.counted_behalf_id is null`)
  else if (behalfUnitId !== undefined) conditions.push(sql<SqlBool>`fact.counted_behalf_id = ${behalfUnitId}::bigint`)
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}
