import { finished } from 'node:stream/promises'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { type Database, READING, type Tables } from './database.ts'
import { withSessionOptions } from './schema.ts'

/** A transaction that loads very many rows: by COPY, and by everything else on the same connection. */
export type Loading = {
  transaction: Database
  /** Writes rows into a table. All rows name the same columns as the first. */
  copy: (table: string, rows: readonly RowToCopy[]) => Promise<void>
}

export type RowToCopy = Readonly<Record<string, Copied>>

/** What a column can be given. Objects go into JSON columns, lists of words into `text[]`. */
export type Copied = string | number | boolean | null | readonly string[] | { readonly [key: string]: unknown }

/**
 * Does the work in one transaction on a connection of its own, which no time limit cuts off: all of it or nothing. With `tables`,
 * their indexes that guard nothing, and their references to other tables, are taken off first and put back at the end, in the same
 * transaction: building an index once, and checking a reference for all rows at once, costs a fraction of doing so row by row.
 * Triggers, checks, keys and unique indexes stay. Only the owner of the tables can do this.
 */
export async function loadInOneTransaction<Result>(
  connectionString: string,
  tables: readonly string[],
  work: (loading: Loading) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: withSessionOptions(connectionString, ''),
    application_name: 'danvan loading',
    types: READING,
  })
  await client.connect()
  const database = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => ({ query: client.query.bind(client), release: () => {} }),
        end: () => client.end(),
      },
    }),
  })
  try {
    await client.query('set statement_timeout = 0')
    await client.query('set idle_in_transaction_session_timeout = 0')
    await client.query("set maintenance_work_mem = '512MB'")
    await client.query("set work_mem = '64MB'")
    return await database.transaction().execute(async (transaction) => {
      const putBack = await takeOff(client, tables)
      const result = await work({ transaction, copy: (table, rows) => copy(client, table, rows) })
      for (const statement of putBack) await client.query(statement)
      return result
    })
  } finally {
    await database.destroy()
  }
}

async function copy(client: pg.Client, table: string, rows: readonly RowToCopy[]): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  const stream = client.query(from(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`))
  const done = finished(stream)
  stream.end(rows.map((row) => `${columns.map((column) => inCopy(row[column])).join('\t')}\n`).join(''))
  await done
}

/** A value in the text format of COPY. */
function inCopy(value: Copied | undefined): string {
  if (value === undefined) throw new Error('A row to copy lacks a column that the first one has.')
  if (value === null) return '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return escaped(value)
  if (isList(value)) return escaped(`{${value.map((word) => JSON.stringify(word)).join(',')}}`)
  return escaped(JSON.stringify(value))
}

const isList = (value: Copied): value is readonly string[] => Array.isArray(value)

const SIGNS: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (words: string) => words.replace(/[\\\t\n\r]/g, (sign) => SIGNS[sign] ?? sign)
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Takes off what a mass of rows is better built or checked with at once; answers the statements that put it back. */
async function takeOff(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows: references } = await client.query<{
    name: string
    table: string
    definition: string
    comment: string | null
  }>(
    `select conname as name, class.relname as table, pg_get_constraintdef(con.oid) as definition,
      obj_description(con.oid, 'pg_constraint') as comment
    from pg_constraint con join pg_class class on class.oid = con.conrelid
    where class.relnamespace = current_schema()::regnamespace and con.contype = 'f' and class.relname = any($1) order by 2, 1`,
    [tables],
  )
  const { rows: indexes } = await client.query<{ name: string; definition: string; comment: string | null }>(
    `select class.relname as name, pg_get_indexdef(index.indexrelid) as definition,
      obj_description(index.indexrelid, 'pg_class') as comment
    from pg_index index join pg_class class on class.oid = index.indexrelid join pg_class own on own.oid = index.indrelid
    where own.relnamespace = current_schema()::regnamespace and not index.indisunique and own.relname = any($1) order by 1`,
    [tables],
  )
  const putBack: string[] = []
  for (const { name, table, definition, comment } of references) {
    await client.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`)
    putBack.push(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`)
    if (comment !== null)
      putBack.push(`comment on constraint ${quoted(name)} on ${quoted(table)} is ${client.escapeLiteral(comment)}`)
  }
  for (const { name, definition, comment } of indexes) {
    await client.query(`drop index ${quoted(name)}`)
    putBack.push(definition)
    if (comment !== null) putBack.push(`comment on index ${quoted(name)} is ${client.escapeLiteral(comment)}`)
  }
  return putBack
}
