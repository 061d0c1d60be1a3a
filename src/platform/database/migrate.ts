import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Database, inTransaction } from './database.ts'

/** Any number, as long as it is this program's own: the lock under which one process at a time migrates. */
const MIGRATION_LOCK = 7_318_220_411

export type AppliedMigration = { name: string; appliedAt: Date }

/**
 * Brings the database up to the numbered SQL files of the folder, in order, each in one transaction with its own entry.
 * Safe when several processes start at once. Answers the names it applied.
 * Throws when an applied file has been changed since: history is never rewritten.
 */
export async function migrate(database: Database, folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort()
  const applied: string[] = []
  for (const name of files) {
    const text = await readFile(join(folder, name), 'utf8')
    if (await applyOnce(database, name, text)) applied.push(name)
  }
  return applied
}

/** True when every migration of the folder has been applied. */
export async function isMigrated(database: Database, folder: string): Promise<boolean> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
  const found = await sql<{ name: string }>`select name from migration`.execute(database)
  const names = new Set(found.rows.map((row) => row.name))
  return files.every((name) => names.has(name))
}

function applyOnce(database: Database, name: string, text: string): Promise<boolean> {
  return inTransaction(database, async (transaction) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(transaction)
    await sql`create table if not exists migration (
      name text primary key, digest text not null, applied_at timestamptz not null default now()
    )`.execute(transaction)
    const digest = createHash('sha256').update(text).digest('hex')
    const before = await sql<{ digest: string }>`select digest from migration where name = ${name}`.execute(transaction)
    const entry = before.rows[0]
    if (entry) {
      if (entry.digest !== digest) {
        throw new Error(`Migration ${name} was changed after it had been applied; write a new one instead.`)
      }
      return false
    }
    await sql.raw(text).execute(transaction)
    await sql`insert into migration (name, digest) values (${name}, ${digest})`.execute(transaction)
    return true
  })
}
