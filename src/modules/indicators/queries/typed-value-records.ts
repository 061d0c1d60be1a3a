import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/** A value that somebody else has published, as it was entered. */
export type TypedValue = {
  id: string
  indicatorCode: string
  title: string
  unitOfMeasure: string
  unitId: string
  unitName: string
  from: CalendarDate
  to: CalendarDate
  /** A decimal with a point. */
  value: string
  /** Number and name of the document that says so. */
  document: string
  publishedOn: CalendarDate
  publisher: string
  note: string
  withdrawnOn: CalendarDate | null
  withdrawnReason: string
  illustration: string | null
  version: number
  changedAt: Date
  changedBy: string | null
}

export type ValuesAsked = {
  ids?: readonly string[] | undefined
  indicatorCode?: string | undefined
  unitId?: string | undefined
  /** True for those that count, without what was withdrawn. */
  inForceOnly?: boolean | undefined
  /** Only those that come before this one in the list. */
  after?: string | undefined
  limit: number
}

type Reader = { official: Official; today: CalendarDate; permission: 'figure.read' | 'indicator.enter' }

/** The values of units within the reader's reach, newest spans first. */
export async function typedValues(database: Database, reader: Reader, asked: ValuesAsked): Promise<TypedValue[]> {
  const conditions = isAsked(reader, asked)
  const { rows } = await sql<TypedValue>`
    select value.id::text as id, value.indicator_code as "indicatorCode", indicator.title, indicator.unit_of_measure as "unitOfMeasure",
      value.unit_id::text as "unitId", unit_name_on(value.unit_id, value.to_date) as "unitName", value.from_date as "from",
      value.to_date as "to", trim_scale(value.value)::text as value, value.document, value.published_on as "publishedOn", value.publisher,
      value.note, value.withdrawn_on as "withdrawnOn", value.withdrawn_reason as "withdrawnReason",
      value.illustration, value.version, value.changed_at as "changedAt", person.full_name as "changedBy"
    from indicator_value value
    join indicator on indicator.code = value.indicator_code
    left join account on account.id = value.changed_by_account_id
    left join person on person.id = account.person_id
    where ${conditions}
    order by value.to_date desc, value.id desc limit ${asked.limit}`.execute(database)
  return rows
}

/** How many there are, whatever the page. */
export async function countTypedValues(
  database: Database,
  reader: Reader,
  asked: Omit<ValuesAsked, 'limit' | 'after'>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from indicator_value value where ${isAsked(reader, asked)}`.execute(database)
  return rows[0]?.count ?? 0
}

function isAsked(reader: Reader, { ids, indicatorCode, unitId, inForceOnly, after }: Omit<ValuesAsked, 'limit'>) {
  const conditions = [
    sql`value.unit_id in ${unitsUnder(unitsFor(reader.official, reader.permission), reader.today)}`,
    ...(ids === undefined ? [] : [sql`value.id = any(${[...ids]}::bigint[])`]),
    ...(indicatorCode === undefined ? [] : [sql`value.indicator_code = ${indicatorCode}`]),
    ...(unitId === undefined ? [] : [sql`value.unit_id = ${unitId}::bigint`]),
    ...(inForceOnly ? [sql`value.withdrawn_on is null`] : []),
    ...(after === undefined
      ? []
      : [
          sql`(value.to_date, value.id) < (select last.to_date, last.id from indicator_value last where last.id = ${after}::bigint)`,
        ]),
  ]
  return sql`${sql.join(conditions, sql` and `)}`
}

/** One value within reach. */
export async function typedValueById(database: Database, reader: Reader, id: string): Promise<TypedValue | undefined> {
  return (await typedValues(database, reader, { ids: [id], limit: 1 }))[0]
}

/** What a value said before it was corrected. */
export type ValueBefore = Pick<TypedValue, 'value' | 'document' | 'publishedOn' | 'publisher' | 'note'> & {
  number: number
  correctedOn: CalendarDate
  reason: string
}

/** What stood in place of a value before, the latest first. The caller has checked that the reader may see the value. */
export async function valuesBefore(database: Database, id: string): Promise<ValueBefore[]> {
  const rows = await database
    .selectFrom('indicator_value_before')
    .select([
      'number',
      'value',
      'document',
      'published_on as publishedOn',
      'publisher',
      'note',
      'corrected_on as correctedOn',
      'reason',
    ])
    .where('value_id', '=', id)
    .orderBy('number', 'desc')
    .execute()
  return rows
}
