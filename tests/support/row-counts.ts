import { sql } from 'kysely'
import type { Database } from '../../src/platform/database/database.ts'

/** What a person's mere presence writes: signing in, the text kept when a session ends, that a limited document was looked at. */
const PRESENCE = ['session', 'known_device', 'sign_in_failure', 'interrupted_form', 'document_reading']

/** The number of rows of every table, for asking whether something wrote anything at all. */
export async function rowCounts(database: Database): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }>`
    select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
      and not relispartition order by relname`.execute(database)
  const names = tables.rows.map((row) => row.name).filter((name) => !PRESENCE.includes(name))
  const counted = await sql<{ name: string; rows: number }>`${sql.join(
    names.map((name) => sql`select ${sql.lit(name)} as name, count(*)::int as rows from ${sql.table(name)}`),
    sql` union all `,
  )}`.execute(database)
  return Object.fromEntries(counted.rows.map(({ name, rows }) => [name, rows]))
}

/** How many rows each table has gained since, leaving out those that gained none. */
export async function gainedSince(
  before: Readonly<Record<string, number>>,
  database: Database,
): Promise<Record<string, number>> {
  const after = await rowCounts(database)
  return Object.fromEntries(
    Object.entries(after)
      .map(([name, rows]) => [name, rows - (before[name] ?? 0)] as const)
      .filter(([, gained]) => gained !== 0),
  )
}
