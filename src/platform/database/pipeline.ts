import type { Duplex } from 'node:stream'
import {
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Driver,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type PostgresPool,
} from 'kysely'
import pg from 'pg'

/**
 * Kysely on this pool, whose transactions send what is asked at the same time one behind the other, without waiting for the answers in
 * between (docs/decisions/0034-statements-in-one-go.md). Each statement still begins only after the one before it has ended, and sees
 * what that one wrote or waited for. The clients of the pool must be made with `pipeline: true`.
 */
export function pipeliningKysely<Tables>(pool: PostgresPool): Kysely<Tables> {
  const dialect = new PostgresDialect({ pool })
  const driver: Driver = new PostgresDriver({ pool })
  const ready = driver.init()
  const provider: ConnectionProvider = {
    provideConnection: async (use) => {
      await ready
      const connection = await driver.acquireConnection()
      try {
        return await use(connection)
      } finally {
        await driver.releaseConnection(connection)
      }
    },
  }
  const executor = new PipeliningExecutor(dialect.createQueryCompiler(), dialect.createAdapter(), provider)
  return new Kysely<Tables>({ config: { dialect }, dialect, driver, executor })
}

/** Kysely's own lets a transaction ask its next question only after the answer to the one before. */
class PipeliningExecutor extends DefaultQueryExecutor {
  override withConnectionProvider(ofOne: ConnectionProvider): DefaultQueryExecutor {
    const connection: Promise<DatabaseConnection> = ofOne.provideConnection(async (its) => its)
    return super.withConnectionProvider({ provideConnection: async (use) => use(await connection) })
  }
}

const gathering = new WeakSet<Duplex>()

/** What is written to the connection in this turn of the program goes out together: one call of the system, one packet. */
export function sendTogether({ connection: { stream } }: pg.PoolClient): void {
  if (gathering.has(stream)) return
  gathering.add(stream)
  stream.cork()
  // After all promises that are settled by now have been followed.
  process.nextTick(() => {
    gathering.delete(stream)
    stream.uncork()
  })
}

/**
 * Asks a statement with the `begin` of its transaction in front of it, answered together: when the transaction can't begin, the server
 * passes the statement over. After a failure the connection is of no further use: what `pg` believes to be prepared on it may not be.
 */
export function askAfterBegin(client: pg.PoolClient, statement: pg.QueryConfig): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const query = new pg.Query(statement, (error, result) => (error ? reject(error) : resolve(result))) as AnsweredQuery
    const { submit, handleCommandComplete } = query
    query.submit = (connection) => {
      connection.parse({ name: '', text: 'begin', types: [] }, true)
      connection.bind({ values: [] }, true)
      connection.execute({}, true)
      return submit.call(query, connection)
    }
    query.handleCommandComplete = () => {
      // What has begun is told first; from here on it is the statement that is answered.
      query.handleCommandComplete = handleCommandComplete
    }
    client.query(query)
  })
}

/** What `pg` calls on a query when the server answers it. */
type AnsweredQuery = pg.Query & { handleCommandComplete: (...told: unknown[]) => void }
