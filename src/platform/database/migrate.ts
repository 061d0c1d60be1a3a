import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Refusal } from '../../vocabulary/refusal.ts'
import { type Database, inTransaction } from './database.ts'
import { DEFAULT_SCHEMA, ownLock, SCHEMA_NAME } from './schema.ts'

/** Any number, as long as it is this program's own: the lock under which one process at a time migrates. */
const MIGRATION_LOCK = 7_318_220_411
/** Provinces that begin in one database at the same moment make its extensions one after the other. */
const EXTENSIONS_LOCK = 7_318_220_416
const EXTENSIONS = ['unaccent', 'pg_trgm', 'btree_gist']

export type AppliedMigration = { name: string; appliedAt: Date }

/**
 * Brings the database up to the numbered SQL files of the folder, in order, each in one transaction with its own entry; up to the
 * one named, when a backup of that day is to be loaded.
 * Safe when several processes start at once. Answers the names it applied.
 * Throws when an applied file has been changed since: history is never rewritten. Refuses `database.other-province`.
 */
export async function migrate(database: Database, folder: string, upTo?: string): Promise<string[]> {
  const files = (await migrationFiles(folder)).filter((name) => upTo === undefined || name <= upTo)
  const before = await digestsApplied(database)
  const schema = await prepareSchema(database, before.size > 0)
  const applied: string[] = []
  for (const name of files) {
    const text = await readFile(join(folder, name), 'utf8')
    // What is there already needs no right to change the structure, which the role of a running system need not have.
    if (before.has(name)) requireUnchanged(name, text, before.get(name))
    else if (await applyOnce(database, name, text, schema)) applied.push(name)
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

function applyOnce(database: Database, name: string, text: string, schema: string): Promise<boolean> {
  return inTransaction(database, async (transaction) => {
    // What stops a question that takes too long must not stop an index over ten years of records.
    await sql`set local statement_timeout = 0`.execute(transaction)
    await sql`select pg_advisory_xact_lock(${ownLock(MIGRATION_LOCK)})`.execute(transaction)
    await sql`create table if not exists migration (
      name text primary key, digest text not null, applied_at timestamptz not null default now()
    )`.execute(transaction)
    const before = await sql<{ digest: string }>`select digest from migration where name = ${name}`.execute(transaction)
    const entry = before.rows[0]
    if (entry) {
      requireUnchanged(name, text, entry.digest)
      return false
    }
    await sql.raw(forSchema(text, schema)).execute(transaction)
    await sql`insert into migration (name, digest) values (${name}, ${digestOf(text)})`.execute(transaction)
    return true
  })
}

/**
 * The files were written for a province in `public`, and two of them name it: once for PostgreSQL's dictionary, which stays there for
 * all, once for a function of ours. Applied files are not changed; what is the province's own is named where it is.
 */
const forSchema = (text: string, schema: string) =>
  schema === DEFAULT_SCHEMA ? text : text.replaceAll('public.searchable(', `${schema}.searchable(`)

/**
 * Makes the schema in which this connection looks first, and what all schemas of the database share; answers its name. A database
 * holds one province in `public` or any number in schemas of their own, never both: what is missing in a schema is looked for in
 * `public`, and must not be found there with another province.
 */
async function prepareSchema(database: Database, hasBegun: boolean): Promise<string> {
  const found = await sql<{ schema: string; exists: boolean; other: string | null }>`
    select wanted.schema, exists (select from pg_namespace where nspname = wanted.schema) as exists,
      (select min(nspname::text) from pg_class join pg_namespace on pg_namespace.oid = relnamespace
        where relname = 'audit_sealed_entry' and nspname::text <> wanted.schema
          and 'public' in (nspname::text, wanted.schema)) as other
    from (select split_part(current_setting('search_path'), ',', 1) as schema) wanted`.execute(database)
  const [{ schema, exists, other } = { schema: '', exists: true, other: null }] = found.rows
  if (!SCHEMA_NAME.test(schema)) return DEFAULT_SCHEMA
  const stands = hasBegun && schema === DEFAULT_SCHEMA
  if (other !== null && !stands) throw otherProvince(other)
  if (schema === DEFAULT_SCHEMA) return schema
  if (!exists) await sql`create schema if not exists ${sql.id(schema)}`.execute(database)
  await inTransaction(database, async (transaction) => {
    await sql`select pg_advisory_xact_lock(${EXTENSIONS_LOCK})`.execute(transaction)
    for (const extension of EXTENSIONS)
      await sql`create extension if not exists ${sql.id(extension)} with schema public`.execute(transaction)
  })
  return schema
}

const otherProvince = (schema: string) =>
  new Refusal(
    'conflict',
    'database.other-province',
    `Cơ sở dữ liệu này đã có dữ liệu của một tỉnh khác (schema “${schema}”). Chưa có gì bị thay đổi. Một cơ sở dữ liệu chứa một tỉnh ở public, hoặc nhiều tỉnh, mỗi tỉnh một schema riêng (DATABASE_SCHEMA): hãy dùng cơ sở dữ liệu khác hoặc sửa lại biến này.`,
  )
