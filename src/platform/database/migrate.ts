import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Database, inTransaction } from './database.ts'

/** Any number, as long as it is this program's own: the lock under which one process at a time migrates. */
const MIGRATION_LOCK = 7_318_220_411

export type AppliedMigration = { name: string; appliedAt: Date }

/**
 * Brings the database up to the numbered SQL files of the folder, in order, each in one transaction with its own entry; up to the
 * one named, when a backup of that day is to be loaded.
 * Safe when several processes start at once. Answers the names it applied.
 * Throws when an applied file has been changed since: history is never rewritten.
 */
export async function migrate(database: Database, folder: string, upTo?: string): Promise<string[]> {
  const files = (await migrationFiles(folder)).filter((name) => upTo === undefined || name <= upTo)
  const before = await digestsApplied(database)
  const applied: string[] = []
  for (const name of files) {
    const text = await readFile(join(folder, name), 'utf8')
    // What is there already needs no right to change the structure, which the role of a running system need not have.
    if (before.has(name)) requireUnchanged(name, text, before.get(name))
    else if (await applyOnce(database, name, text)) applied.push(name)
  }
  return applied
}

/** The migrations that this program has, each with its digest. */
export async function knownMigrations(folder: string): Promise<Map<string, string>> {
  const known = new Map<string, string>()
  for (const name of await migrationFiles(folder)) known.set(name, digestOf(await readFile(join(folder, name), 'utf8')))
  return known
}

async function migrationFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort()
}

async function digestsApplied(database: Database): Promise<Map<string, string>> {
  const table = await sql<{ found: string | null }>`select to_regclass('migration')::text as found`.execute(database)
  if (!table.rows[0]?.found) return new Map()
  const found = await sql<{ name: string; digest: string }>`select name, digest from migration`.execute(database)
  return new Map(found.rows.map(({ name, digest }) => [name, digest]))
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

function requireUnchanged(name: string, text: string, digest: string | undefined): void {
  if (digest !== digestOf(text))
    throw new Error(`Migration ${name} was changed after it had been applied; write a new one instead.`)
}

/** True when every migration of the folder has been applied. */
export async function isMigrated(database: Database, folder: string): Promise<boolean> {
  const files = await migrationFiles(folder)
  const found = await sql<{ name: string }>`select name from migration`.execute(database)
  const names = new Set(found.rows.map((row) => row.name))
  return files.every((name) => names.has(name))
}

function applyOnce(database: Database, name: string, text: string): Promise<boolean> {
  return inTransaction(database, async (transaction) => {
    // What stops a question that takes too long must not stop an index over ten years of records.
    await sql`set local statement_timeout = 0`.execute(transaction)
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(transaction)
    await sql`create table if not exists migration (
      name text primary key, digest text not null, applied_at timestamptz not null default now()
    )`.execute(transaction)
    const before = await sql<{ digest: string }>`select digest from migration where name = ${name}`.execute(transaction)
    const entry = before.rows[0]
    if (entry) {
      requireUnchanged(name, text, entry.digest)
      return false
    }
    await sql.raw(text).execute(transaction)
    await sql`insert into migration (name, digest) values (${name}, ${digestOf(text)})`.execute(transaction)
    return true
  })
}
