import type { Kysely, Transaction } from 'kysely'
import pg from 'pg'
import { tellFailure } from '../log/tell.ts'
import { preparingPool } from './kept-plan.ts'
import { pipeliningKysely } from './pipeline.ts'
import { withSessionOptions } from './schema.ts'

/**
 * The tables, by name. Each module adds its own in `queries/tables.ts`:
 * `declare module '../../../platform/database/database.ts' { interface Tables { petition: PetitionTable } }`.
 * A query may join another module's table, never write to it.
 */
// biome-ignore lint/suspicious/noEmptyInterface: modules fill it by declaration merging
export interface Tables {}

/** The database, or a transaction on it. */
export type Database = Kysely<Tables>

const INT8 = 20
const DATE = 1082

/** How columns are read: dates stay `YYYY-MM-DD`, big integers and numerics stay text. */
export const READING = {
  getTypeParser(oid: number, format?: string) {
    if (oid === DATE || oid === INT8) return (value: string) => value
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

/** Opens a pool on the given PostgreSQL, in the schema that the address names. */
export function openDatabase(connectionString: string): Database {
  const pool = new pg.Pool({
    connectionString: withSessionOptions(
      connectionString,
      '-c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000',
    ),
    max: 16,
    // Who waits longer for one of the connections is told to come again: better a quick answer than a queue that only grows.
    connectionTimeoutMillis: 5_000,
    // A server whose machine went away without a word is noticed.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'danvan',
    types: READING,
    pipeline: true,
  })
  // Without a listener a connection that breaks would end the process. The pool listens to those that are idle, and nobody to those in
  // use, whose query is told besides.
  pool.on('connect', (client) => client.on('error', (error) => tellFailure('warn', 'database.connection-lost', error)))
  pool.on('error', () => {})
  const database: Database = pipeliningKysely<Tables>(preparingPool(pool))
  pools.set(database, pool)
  return database
}

const pools = new WeakMap<Database, pg.Pool>()

/** The connections of a pool that `openDatabase` opened; `waiting`: who waits for one. */
export function connectionsOf(database: Database): { open: number; idle: number; waiting: number } {
  const pool = pools.get(database)
  return { open: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 }
}

/** What was sent ahead in each transaction of `inTransaction`. */
const sentAhead = new WeakMap<Database, Promise<unknown>[]>()

/** Runs the work in a transaction: in the one that is open already, or in one of its own. */
export function inTransaction<Result>(
  database: Database,
  work: (transaction: Database) => Promise<Result>,
): Promise<Result> {
  if (database.isTransaction) return work(database)
  return database.transaction().execute(async (transaction: Transaction<Tables>) => {
    const sent: Promise<unknown>[] = []
    sentAhead.set(transaction, sent)
    try {
      const result = await work(transaction)
      // The end is asked for only when all has been done: nothing may be left to fail behind it.
      await Promise.all(sent)
      return result
    } catch (error) {
      const settled = await Promise.allSettled(sent)
      const failures = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []))
      throw [error, ...failures].find((failure) => !isOnlyPassedOver(failure)) ?? error
    }
  })
}

const IN_FAILED_TRANSACTION = '25P02'

/** The server passes over what is asked after something failed: that is not what went wrong. */
const isOnlyPassedOver = (failure: unknown) => (failure as { code?: unknown })?.code === IN_FAILED_TRANSACTION

/**
 * Goes on without waiting for a statement of which nothing is needed but that it succeeds: it travels together with what is asked next.
 * The transaction ends only when it has been done, and is rolled back when it fails. Outside `inTransaction` it is waited for.
 */
export async function goOnWithout(transaction: Database, statement: Promise<unknown>): Promise<void> {
  const sent = sentAhead.get(transaction)
  if (!sent) return void (await statement)
  sent.push(statement)
  // Told at the end of the transaction; until then nobody waits for it.
  statement.catch(() => {})
}
