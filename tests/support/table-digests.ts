import { sql } from 'kysely'
import type { Database } from '../../src/platform/database/database.ts'

/** One digest for all rows of each table, so that two moments can be compared to the letter. */
export async function tableDigests(database: Database, leavingOut: RegExp): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }>`
    select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
      and not relispartition order by relname`.execute(database)
  const names = tables.rows.map((row) => row.name).filter((name) => !leavingOut.test(name))
  const digests: Record<string, string> = {}
  for (const name of names) {
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(line, ';' order by line)), '') as digest
      from (select md5(to_jsonb(record)::text) as line from ${sql.table(name)} record) lines`.execute(database)
    digests[name] = rows[0]?.digest ?? ''
  }
  return digests
}
