import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { indicatorDefinition } from './definitions.ts'

/** A record that somebody may open. */
export type RecordNamed = { recordId: string; title: string; date: CalendarDate; unitName: string; path: string }

/**
 * Those of the records of an indicator's kind that the reader may open, newest first, at most `most` of them; and how many there are
 * that the reader may not open. Records that are there no longer are in neither.
 */
export async function recordsByIds(
  database: Database,
  facts: readonly Fact[],
  reader: { official: Official; today: CalendarDate },
  { indicator, ids, most }: { indicator: string; ids: readonly string[]; most: number },
): Promise<{ rows: RecordNamed[]; readable: number; unread: number }> {
  const { factCode } = await indicatorDefinition(database, indicator)
  const fact = facts.find(({ code }) => code === factCode)
  if (!fact || ids.length === 0) return { rows: [], readable: 0, unread: 0 }
  const mayOpen = fact.reading.allows(reader.official, reader.today)
  const asked = sql<SqlBool>`fact.record_id = any(${[...ids]}::text[])`
  const [counts, page] = await Promise.all([
    sql<{ readable: number; all: number }>`
      select count(*) filter (where each.may_open)::int as readable, count(*)::int as all
      from (select ${mayOpen} as may_open from (${fact.source}) fact where ${asked}) each`.execute(database),
    sql<Omit<RecordNamed, 'path'>>`
      select fact.record_id as "recordId", fact.title, fact.from_date as date,
        coalesce(unit_name_on(fact.unit_id, fact.from_date), '') as "unitName"
      from (${fact.source}) fact where ${asked} and ${mayOpen}
      order by fact.from_date desc, fact.record_id collate "C" desc limit ${most}`.execute(database),
  ])
  const { readable = 0, all = 0 } = counts.rows[0] ?? {}
  const rows = page.rows.map((row) => ({ ...row, path: fact.recordPath(row.recordId) }))
  return { rows, readable, unread: all - readable }
}
