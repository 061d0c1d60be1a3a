import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { createApplication } from '../../src/application.ts'
import type { Database, Tables } from '../../src/platform/database/database.ts'
import { openFileStore } from '../../src/platform/files/file-store.ts'
import { type AccessProvince, accessProvince } from './access-province.ts'
import { makeDatabase, TEST_NOW } from './system.ts'

export type Sandbox = {
  app: FastifyInstance
  database: Database
  province: AccessProvince
  /** Does the work and takes everything back that it wrote into the database. */
  trying: <Result>(work: () => Promise<Result>) => Promise<Result>
  stop: () => Promise<void>
}

/**
 * The whole system on the province of `access-province.ts`, on one connection, so that thousands of requests can each be tried on the
 * same state: what is a transaction for the system is a savepoint in ours, which is rolled back.
 */
export async function startSandbox(): Promise<Sandbox> {
  const { database: made, connectionString, drop } = await makeDatabase('empty')
  const folder = await mkdtemp(join(tmpdir(), 'danvan-access-'))
  const province = await accessProvince(made, openFileStore(folder))
  const client = new pg.Client({ connectionString, types: { getTypeParser } })
  await client.connect()
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: onOneConnection(client) }) })
  const app = await createApplication({
    database,
    fileFolder: folder,
    keyFolder: join(folder, 'keys'),
    publicUrl: 'http://127.0.0.1',
    now: () => TEST_NOW,
  })
  await app.ready()
  return {
    app,
    database,
    province,
    trying: async (work) => {
      await client.query('begin')
      try {
        return await work()
      } finally {
        await client.query('rollback')
      }
    },
    stop: async () => {
      await app.close()
      await client.end()
      await drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** As the real pool reads them (database.ts): big integers and dates stay text. */
function getTypeParser(oid: number, format?: string) {
  if (oid === 20 || oid === 1082) return (value: string) => value
  return pg.types.getTypeParser(oid, format as 'text')
}

const IN_OUR_TRANSACTION: Readonly<Record<string, string>> = {
  begin: 'savepoint of_the_system',
  commit: 'release savepoint of_the_system',
  rollback: 'rollback to savepoint of_the_system',
}

function onOneConnection(client: pg.Client) {
  // One after the other: questions that the system asks at the same time have one connection between them here.
  let last: Promise<unknown> = Promise.resolve()
  const shared = {
    query: (text: string, parameters: unknown[]) => {
      const ask = () => client.query(typeof text === 'string' ? (IN_OUR_TRANSACTION[text] ?? text) : text, parameters)
      const answer = last.then(ask, ask)
      last = answer
      return answer
    },
    release: () => {},
  }
  return { connect: async () => shared as unknown as PostgresPoolClient, end: async () => {} }
}
