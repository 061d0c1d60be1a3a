import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { type ApplicationParts, createApplication } from '../../src/application.ts'
import { type Database, openDatabase } from '../../src/platform/database/database.ts'
import { databaseUrl, EMPTY_TEMPLATE, PROVINCE_TEMPLATE, TEST_PREFIX } from './database-url.ts'
import { TEST_NOW } from './test-day.ts'

export { TEST_NOW, TEST_TODAY } from './test-day.ts'

let databasesMade = 0

/** A database of its own: an empty migrated system, or the demonstration province. `drop` when done with it. */
export async function makeDatabase(
  template: 'empty' | 'province' = 'empty',
): Promise<{ database: Database; connectionString: string; drop: () => Promise<void> }> {
  const serverUrl = inject('postgresUrl')
  const name = `${TEST_PREFIX}${process.pid}_${++databasesMade}`
  await administer(
    serverUrl,
    `create database ${name} template ${template === 'empty' ? EMPTY_TEMPLATE : PROVINCE_TEMPLATE}`,
  )
  const connectionString = databaseUrl(serverUrl, name)
  const database = openDatabase(connectionString)
  return {
    database,
    connectionString,
    drop: async () => {
      await database.destroy()
      await administer(serverUrl, `drop database ${name} with (force)`)
    },
  }
}

/** The same for one test: dropped when the test has finished. */
export async function databaseForTest(template: 'empty' | 'province' = 'empty'): Promise<Database> {
  const { database, drop } = await makeDatabase(template)
  onTestFinished(drop)
  return database
}

export type RunningSystem = {
  app: FastifyInstance
  database: Database
  /** Of its database. */
  connectionString: string
  /** Where it listens, such as `http://127.0.0.1:40123`. */
  address: string
  /** The date and time that the system believes; change it to let time pass. */
  clock: { now: Date }
  stop: () => Promise<void>
}

/** Only for who must know the address before it listens, such as the identity provider that sends people back to it; and mail. */
type WithProvider = {
  port: number
  identityProvider: ApplicationParts['identityProvider']
  mail?: ApplicationParts['mail']
  signingService?: ApplicationParts['signingService']
  /** By which line the system reaches its database, when it is not the straight one. */
  line?: (connectionString: string) => Promise<string>
}

/** A signing service with its pages, at which nobody answers. */
const NOBODY_ANSWERS = { url: 'http://127.0.0.1:1', token: 'of-a-test' }

/** The whole system, listening, on a database of its own. */
export async function startSystem(
  template: 'empty' | 'province' = 'province',
  { port, identityProvider, mail, signingService = NOBODY_ANSWERS, line }: WithProvider = {
    port: 0,
    identityProvider: null,
  },
): Promise<RunningSystem> {
  const { database, connectionString, drop } = await makeDatabase(template)
  const folder = await mkdtemp(join(tmpdir(), 'danvan-files-'))
  const clock = { now: TEST_NOW }
  const ofApplication = line ? openDatabase(await line(connectionString)) : database
  const app = await createApplication({
    database: ofApplication,
    fileFolder: folder,
    keyFolder: join(folder, 'keys'),
    identityProvider: identityProvider ?? null,
    publicUrl: port === 0 ? 'http://127.0.0.1' : `http://127.0.0.1:${port}`,
    now: () => clock.now,
    mail: mail ?? null,
    signingService: signingService ?? null,
  })
  const address = await app.listen({ port, host: '127.0.0.1' })
  return {
    app,
    database,
    connectionString,
    address,
    clock,
    stop: async () => {
      await app.close()
      if (ofApplication !== database) await ofApplication.destroy()
      await drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    // Two copies of one template at the same moment are refused by PostgreSQL: one waits for the other.
    await client.query('select pg_advisory_lock(7318220412)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}
