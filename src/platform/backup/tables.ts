import { createHash, type Hash } from 'node:crypto'
import type { Client } from 'pg'
import { to } from 'pg-copy-streams'
import { DEFAULT_SCHEMA } from '../database/schema.ts'
import type { Heading } from './archive.ts'

export type TableOfBackup = Heading['tables'][number]

/**
 * So that a value is written the same way by every server, whoever set it up and wherever it stands; and nothing ends a connection
 * that works for an hour. Looks into the schema of the province.
 */
export async function prepareConnection(client: Client, schema: string): Promise<void> {
  await client.query(`set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set timezone = 'UTC'; set intervalstyle = 'postgres';
    set bytea_output = 'hex'; set extra_float_digits = 1; set search_path = ${[...new Set([schema, DEFAULT_SCHEMA])].join(', ')}`)
  await client.query(`select set_config(name, '0', false) from pg_settings
    where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`)
}

/**
 * The tables of this system by name, with the columns that can be written and an order of rows that is the same in every database:
 * the primary key's, with texts compared byte by byte.
 */
export async function tablesOf(client: Client): Promise<TableOfBackup[]> {
  const { rows } = await client.query<TableOfBackup>(`
    select class.relname as name,
      array(select attname::text from pg_attribute
        where attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns,
      coalesce(
        (select string_agg(
            quote_ident(attname) || case when attcollation <> 0 then ' collate "C"' else '' end, ', ' order by place)
          from pg_index, unnest(indkey) with ordinality as key (number, place)
          join pg_attribute on attrelid = class.oid and attnum = number
          where indrelid = class.oid and indisprimary),
        quote_ident(class.relname) || '::text collate "C"') as order
    from pg_class class
    where class.relkind = 'r' and class.relnamespace = current_schema()::regnamespace
      and not exists (select from pg_depend where objid = class.oid and deptype = 'e')
    order by class.relname collate "C"`)
  return rows
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
export const columnList = (table: TableOfBackup) => table.columns.map(quoted).join(', ')

/** The rows of a table as COPY writes them, in order and chunk by chunk. */
export function rowsOf(client: Client, table: TableOfBackup): AsyncIterable<Buffer> {
  return client.query(
    to(`copy (select ${columnList(table)} from ${quoted(table.name)} order by ${table.order}) to stdout`),
  )
}

const NEW_LINE = 0x0a

/** Rows, bytes and SHA-256 of what passes through. A line break within a value is written as `\n`, so each line is a row. */
export function measurement() {
  const hash: Hash = createHash('sha256')
  let [rows, bytes] = [0, 0]
  return {
    add(chunk: Buffer) {
      hash.update(chunk)
      bytes += chunk.length
      for (let at = chunk.indexOf(NEW_LINE); at !== -1; at = chunk.indexOf(NEW_LINE, at + 1)) rows += 1
    },
    result: () => ({ rows, bytes, sha256: hash.digest('hex') }),
  }
}

/** The same of a table as it stands in the database. */
export async function measureTable(client: Client, table: TableOfBackup) {
  const measured = measurement()
  for await (const chunk of rowsOf(client, table)) measured.add(chunk)
  return measured.result()
}
