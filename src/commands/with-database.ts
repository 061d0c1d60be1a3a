import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { MIGRATION_FOLDER } from '../folders.ts'
import { type Database, openDatabase } from '../platform/database/database.ts'
import { addressOfRunningPostgres, startEmbeddedPostgres } from '../platform/database/embedded-postgres.ts'
import { migrate } from '../platform/database/migrate.ts'
import { prepareQueue } from '../platform/jobs/prepare-queue.ts'
import type { Settings } from '../settings.ts'
import { Refusal } from '../vocabulary/refusal.ts'

/** SQLSTATE of PostgreSQL. */
const NO_PRIVILEGE = '42501'

export type OpenedDatabase = { database: Database; connectionString: string; close: () => Promise<void> }

/**
 * Opens the database of the settings, the embedded one when none is named, and brings it up to date.
 * Refuses `database.already-running` when another process of this program holds the embedded one, unless `beside` is asked:
 * then the command works on the running server and leaves it running.
 */
export async function openMigratedDatabase(settings: Settings, choices = { beside: false }): Promise<OpenedDatabase> {
  await mkdir(settings.dataDirectory, { recursive: true, mode: 0o700 })
  const opened = await openDatabaseAsItIs(settings, choices)
  try {
    await migrate(opened.database, MIGRATION_FOLDER)
    await prepareQueue(opened.connectionString)
    return opened
  } catch (error) {
    await opened.close()
    if ((error as { code?: string }).code !== NO_PRIVILEGE) throw error
    throw new Refusal(
      'not-allowed',
      'database.no-right-to-migrate',
      'Cơ sở dữ liệu còn trống hoặc cũ hơn chương trình, mà tài khoản trong DATABASE_URL không được đổi cấu trúc. Chưa có gì bị thay đổi. ' +
        'Hãy chạy lệnh migrate với tài khoản chủ sở hữu của cơ sở dữ liệu.',
    )
  }
}

/** The same without bringing it up to date; the data folder must be there. */
export async function openDatabaseAsItIs(settings: Settings, { beside = false } = {}): Promise<OpenedDatabase> {
  const server =
    settings.databaseUrl === null ? await embeddedServer(settings, beside) : outsideServer(settings.databaseUrl)
  const database = openDatabase(server.connectionString)
  return {
    database,
    connectionString: server.connectionString,
    close: async () => {
      await database.destroy()
      await server.stop()
    },
  }
}

type Server = { connectionString: string; stop: () => Promise<void> }

const outsideServer = (connectionString: string): Server => ({ connectionString, stop: async () => {} })

async function embeddedServer(settings: Settings, beside: boolean): Promise<Server> {
  const dataDirectory = join(settings.dataDirectory, 'postgresql')
  try {
    return await startEmbeddedPostgres({ dataDirectory })
  } catch (refusal) {
    if (!beside || !(refusal instanceof Refusal) || refusal.code !== 'database.already-running') throw refusal
    const address = await addressOfRunningPostgres(dataDirectory)
    if (address === null) throw refusal
    return outsideServer(address)
  }
}
