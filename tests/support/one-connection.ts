import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import type { Database, Tables } from '../../src/platform/database/database.ts'
import { KeptAnswers, TAKES_ALL_BACK } from './kept-answers.ts'

/** A database that is a single connection on which a transaction of ours is open around those of the system. */
export type OneConnection = {
  database: Database
  /** Sends one command past the system: to begin the outer transaction, to keep it, or to take it back and begin the next. */
  command: (statement: 'begin' | 'commit' | typeof TAKES_ALL_BACK) => Promise<void>
  close: () => Promise<void>
}

/**
 * Opens it. What is a transaction for the system is a savepoint in ours. The server keeps the plan of each statement and uses it
 * again whatever the values: with the few rows of tests, planning anew would take most of the time. With `keepsAnswers`, questions that
 * have been asked of the same state are answered from memory: for where all is taken back again and again, and nobody else writes.
 */
export async function openOneConnection(
  connectionString: string,
  { keepsAnswers = false }: { keepsAnswers?: boolean } = {},
): Promise<OneConnection> {
  const options = '-c plan_cache_mode=force_generic_plan -c search_path=public,graphile_worker'
  const client = new pg.Client({ connectionString, options, types: { getTypeParser } })
  await client.connect()
  const connection = onOneConnection(client, keepsAnswers ? await KeptAnswers.on(client) : null)
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: () => connection.command('savepoint of_the_system'),
    commitTransaction: () => connection.command('release savepoint of_the_system'),
    rollbackTransaction: () => connection.command('rollback to savepoint of_the_system'),
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  const database = new Kysely<Tables>({
    dialect: {
      createDriver: () => driver,
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  return { database, command: (statement) => connection.command(statement), close: () => client.end() }
}

/** As the real pool reads them (database.ts): big integers and dates stay text. */
function getTypeParser(oid: number, format?: string) {
  if (oid === 20 || oid === 1082) return (value: string) => value
  return pg.types.getTypeParser(oid, format as 'text')
}

const CHANGING = ['INSERT', 'UPDATE', 'DELETE', 'MERGE']

function onOneConnection(
  client: pg.Client,
  kept: KeptAnswers | null,
): DatabaseConnection & { command: (statement: string) => Promise<void> } {
  // One after the other: questions that the system asks at the same time have one connection between them here.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    const answer = last.then(ask, ask)
    last = answer
    return answer
  }
  const names = new Map<string, string>()
  const nameOf = (statement: string) => {
    const name = names.get(statement) ?? `statement_${names.size}`
    names.set(statement, name)
    return name
  }
  return {
    executeQuery: <Row>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Row>> =>
      inTurn(async () => {
        const ask = async () => {
          const { command, rowCount, rows } = await client.query({ name: nameOf(text), text, values: [...parameters] })
          return { rows, ...(CHANGING.includes(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
        }
        return (await (kept ? kept.answer(text, parameters, ask) : ask())) as QueryResult<Row>
      }),
    streamQuery: () => {
      throw new Error('The system streams no answers of the database.')
    },
    command: (statement) =>
      inTurn(async () => {
        if (statement === TAKES_ALL_BACK && kept?.isClean) return
        await client.query(statement)
        kept?.follow(statement)
      }),
  }
}
