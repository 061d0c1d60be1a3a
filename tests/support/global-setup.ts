import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { loadDemonstration } from '../../src/demonstration/index.ts'
import { MIGRATION_FOLDER } from '../../src/folders.ts'
import { openDatabase } from '../../src/platform/database/database.ts'
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { prepareQueue } from '../../src/platform/jobs/prepare-queue.ts'
import { databaseUrl, EMPTY_TEMPLATE, PROVINCE_TEMPLATE, TEST_PREFIX } from './database-url.ts'
import { openOneConnection } from './one-connection.ts'
import { TEST_TODAY } from './test-day.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

/**
 * One PostgreSQL for all tests: the same as `npm start` runs, or the one that TEST_DATABASE_URL names.
 * Makes two templates to copy from: an empty migrated system, and the demonstration province.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'danvan-test-'))
  // PostgreSQL refuses root, so its cluster belongs to another user, who must be able to enter.
  await chmod(folder, 0o711)
  const named = process.env.TEST_DATABASE_URL
  const server = named
    ? { connectionString: named, stop: async () => {} }
    : await startEmbeddedPostgres({ dataDirectory: folder, durable: false })
  await dropTestDatabases(server.connectionString)
  await makeEmptyTemplate(server.connectionString)
  await makeProvinceTemplate(server.connectionString)
  project.provide('postgresUrl', server.connectionString)
  return async () => {
    if (named) await dropTestDatabases(named)
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function makeEmptyTemplate(serverUrl: string): Promise<void> {
  await onServer(serverUrl, (client) =>
    client.query(`create database ${EMPTY_TEMPLATE} template template0 encoding 'UTF8' locale 'C.UTF-8'`),
  )
  const url = databaseUrl(serverUrl, EMPTY_TEMPLATE)
  const database = openDatabase(url)
  try {
    await migrate(database, MIGRATION_FOLDER)
    await prepareQueue(url)
  } finally {
    await database.destroy()
  }
}

/** The demonstration in a copy of the empty system. */
async function makeProvinceTemplate(serverUrl: string): Promise<void> {
  await onServer(serverUrl, (client) => client.query(`create database ${PROVINCE_TEMPLATE} template ${EMPTY_TEMPLATE}`))
  const { database, command, close } = await openOneConnection(databaseUrl(serverUrl, PROVINCE_TEMPLATE))
  try {
    await command('begin')
    await loadDemonstration(database, TEST_TODAY)
    await command('commit')
  } finally {
    await close()
  }
}

async function dropTestDatabases(serverUrl: string): Promise<void> {
  await onServer(serverUrl, async (client) => {
    const found = await client.query<{ datname: string }>('select datname from pg_database where datname like $1', [
      `${TEST_PREFIX}%`,
    ])
    for (const { datname } of found.rows) await client.query(`drop database if exists ${datname} with (force)`)
  })
}

async function onServer(serverUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
