import { type RawBuilder, sql } from 'kysely'

/** The schema of a province that has its database to itself. */
export const DEFAULT_SCHEMA = 'public'

/** A name that needs no quotes, with room for what the queue puts before it. PostgreSQL keeps `pg_…` for itself. */
export const SCHEMA_NAME = /^(?!pg_|graphile_worker|information_schema$)[a-z][a-z0-9_]{0,39}$/

/**
 * The address of the same database for a province that lives in a schema of its own: every connection made with it looks there first,
 * then in `public`, where the extensions are (docs/decisions/0038-provinces-as-schemas.md).
 */
export function inSchema(connectionString: string, schema: string): string {
  if (schema === DEFAULT_SCHEMA) return connectionString
  const [address = '', given = ''] = connectionString.split(/\?(.*)/s)
  const parameters = new URLSearchParams(given)
  const options = [parameters.get('options') ?? '', `-c search_path=${schema},${DEFAULT_SCHEMA}`].join(' ').trim()
  parameters.set('options', options)
  // PostgreSQL's own reading of an address knows `%20`, not `+`.
  return `${address}?${parameters.toString().replaceAll('+', '%20')}`
}

/** The schema of an address that `inSchema` made. */
export const schemaOf = (connectionString: string): string =>
  /search_path=([a-z0-9_]+),/.exec(optionsOf(connectionString))?.[1] ?? DEFAULT_SCHEMA

/** The options that stand in an address; what is given beside it would be passed over. */
export function optionsOf(connectionString: string): string {
  const [, given = ''] = connectionString.split(/\?(.*)/s)
  return new URLSearchParams(given).get('options') ?? ''
}

/** Where the queue of a province keeps its tables. */
export const queueSchemaFor = (schema: string): string =>
  schema === DEFAULT_SCHEMA ? 'graphile_worker' : `graphile_worker_${schema}`

/**
 * The address with everything that a connection of the running system begins with. The queue comes last on the path, so that
 * statements name its `jobs` without knowing whose they are.
 */
export function withSessionOptions(connectionString: string, options: string): string {
  const schema = schemaOf(connectionString)
  const path = [...new Set([schema, DEFAULT_SCHEMA]), queueSchemaFor(schema)].join(',')
  const [address = '', given = ''] = connectionString.split(/\?(.*)/s)
  const parameters = new URLSearchParams(given)
  parameters.set('options', `${options} ${optionsOf(connectionString)} -c search_path=${path}`)
  return `${address}?${parameters.toString().replaceAll('+', '%20')}`
}

/** Nothing for a province in `public`: its locks are those that earlier versions take. */
const OWN = `nullif(current_schema()::text, '${DEFAULT_SCHEMA}')`

/** The number of an advisory lock that provinces in one database do not share: PostgreSQL's own hold for the whole database. */
export const ownLock = (key: RawBuilder<unknown> | number): RawBuilder<string> =>
  sql<string>`((${typeof key === 'number' ? sql.lit(key) : key})::bigint # ${sql.raw(`coalesce(hashtextextended(${OWN}, 0), 0)`)})`

/** The same for the first of two numbers, as SQL: of 32 bits. */
export const ownHalfLock = (key: string): string => `((${key})::int # coalesce(hashtext(${OWN}), 0))`
