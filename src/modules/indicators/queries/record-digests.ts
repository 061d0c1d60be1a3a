import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { whyNotCountable } from '../rules/fitting.ts'
import { amount, counts, type Span } from './compile.ts'
import { countedRecords, countedUnits } from './counted-units.ts'
import { indicatorDefinitions } from './definitions.ts'

/**
 * For each indicator one digest (SHA-256, hexadecimal) of the records that it is counted from and of what each of them adds, in the
 * reading of the time: another record, or another amount in one of them, gives another digest, also where the sum stays the same.
 * One pass for each kind of record. An indicator that cannot be counted has none.
 */
export async function recordDigests(
  database: Database,
  facts: readonly Fact[],
  asked: {
    indicators: readonly string[]
    unitId: string
    period: { from: CalendarDate; to: CalendarDate }
    asOf: CalendarDate
  },
): Promise<ReadonlyMap<string, string>> {
  const definitions = await indicatorDefinitions(database, asked.indicators, asked.period.to)
  const span: Span = { ...asked.period, asOf: asked.asOf }
  const units = await countedUnits(database, {
    unitIds: [asked.unitId],
    asOf: asked.asOf,
    today: asked.asOf,
    reading: 'then',
  })
  const digests = new Map<string, string>()
  for (const fact of facts) {
    const countable = definitions.filter(
      (indicator) => indicator.factCode === fact.code && whyNotCountable(indicator, fact) === null,
    )
    if (countable.length === 0) continue
    const within = countable.map((indicator) => counts(fact, indicator, span))
    const columns = countable.map((indicator, index) => {
      const line = sql`fact.record_id || ' ' || (${amount(indicator)})::text`
      const list = sql`string_agg(${line}, chr(10) order by ${line} collate "C") filter (where ${within[index]})`
      return sql`encode(sha256(convert_to(coalesce(${list}, ''), 'UTF8')), 'hex') as ${sql.ref(`digest_${index}`)}`
    })
    const { rows } = await sql<Record<string, string>>`
      select ${sql.join(columns)} from ${countedRecords(fact, units)} fact
      where (${sql.join(within, sql` or `)})`.execute(database)
    for (const [index, { code }] of countable.entries()) digests.set(code, rows[0]?.[`digest_${index}`] ?? '')
  }
  return digests
}
