import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { createApplication } from '../../src/application.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { openFileStore } from '../../src/platform/files/file-store.ts'
import { type AccessProvince, accessProvince } from './access-province.ts'
import { openOneConnection } from './one-connection.ts'
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
  const { database, command, close } = await openOneConnection(connectionString, { keepsAnswers: true })
  const app = await createApplication({
    database,
    fileFolder: folder,
    keyFolder: join(folder, 'keys'),
    publicUrl: 'http://127.0.0.1',
    now: () => TEST_NOW,
    signingService: { url: 'http://127.0.0.1:1', token: 'of-a-test' },
  })
  await app.ready()
  await command('begin')
  return {
    app,
    database,
    province,
    trying: async (work) => {
      try {
        return await work()
      } finally {
        await command('rollback and chain')
      }
    },
    stop: async () => {
      await app.close()
      await close()
      await drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
