import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { whyNotCountable } from '../rules/fitting.ts'
import { counts, type Span } from './compile.ts'
import { countedRecords, countedUnits } from './counted-units.ts'
import { indicatorDefinitions } from './definitions.ts'

/**
 * The ids of the records behind several figures of a unit, by indicator, in order; one pass per kind of record. Read as it was at the
 * time, for the system itself and not for a reader: an id alone tells nothing. What cannot be counted is left out.
 */
export async function recordIdsBehind(
  database: Database,
  facts: readonly Fact[],
  asked: {
    indicators: readonly string[]
    unitId: string
    period: { from: CalendarDate; to: CalendarDate }
    asOf: CalendarDate
  },
): Promise<Map<string, string[]>> {
  const definitions = await indicatorDefinitions(database, asked.indicators, asked.period.to)
  const span: Span = { ...asked.period, asOf: asked.asOf }
  const counted = await countedUnits(database, {
    unitIds: [asked.unitId],
    asOf: asked.asOf,
    today: asked.asOf,
    reading: 'then',
  })
  const found = new Map<string, string[]>()
  for (const fact of facts) {
    const countable = definitions.filter(
      (indicator) => indicator.factCode === fact.code && whyNotCountable(indicator, fact) === null,
    )
    if (countable.length === 0) continue
    const lists = countable.map(
      (indicator, index) =>
        sql`coalesce(array_agg(fact.record_id order by fact.record_id collate "C")
          filter (where ${counts(fact, indicator, span)}), '{}') as ${sql.ref(`ids_${index}`)}`,
    )
    const within = countable.map((indicator) => counts(fact, indicator, span))
    const { rows } = await sql<Record<string, string[]>>`
      select ${sql.join(lists)} from ${countedRecords(fact, counted)} fact where (${sql.join(within, sql` or `)})`.execute(
      database,
    )
    for (const [index, indicator] of countable.entries()) found.set(indicator.code, rows[0]?.[`ids_${index}`] ?? [])
  }
  return found
}
