import { sql } from 'kysely'
import type { Database } from '../../src/platform/database/database.ts'
import { rowCounts } from './row-counts.ts'

/** Every text of every table that holds the words. */
export async function placesOf(database: Database, words: string): Promise<string[]> {
  const tables = Object.keys(await rowCounts(database))
  const places: string[] = []
  for (const table of [...tables, 'session']) {
    const found =
      await sql`select from ${sql.table(table)} as row where row::text like ${`%${words}%`} limit 1`.execute(database)
    if (found.rows.length > 0) places.push(table)
  }
  return places
}
