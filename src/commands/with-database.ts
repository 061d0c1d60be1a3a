import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { MIGRATION_FOLDER } from '../application.ts'
import { type Database, openDatabase } from '../platform/database/database.ts'
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.ts'
import { migrate } from '../platform/database/migrate.ts'
import type { Settings } from '../settings.ts'

export type OpenedDatabase = { database: Database; close: () => Promise<void> }

/**
 * Opens the database of the settings, the embedded one when none is named, and brings it up to date.
 * Refuses `database.already-running` when another process of this program holds the embedded one.
 */
export async function openMigratedDatabase(settings: Settings): Promise<OpenedDatabase> {
  await mkdir(settings.dataDirectory, { recursive: true, mode: 0o700 })
  const embedded =
    settings.databaseUrl === null
      ? await startEmbeddedPostgres({ dataDirectory: join(settings.dataDirectory, 'postgresql') })
      : null
  const database = openDatabase(settings.databaseUrl ?? embedded?.connectionString ?? '')
  const close = async () => {
    await database.destroy()
    await embedded?.stop()
  }
  try {
    await migrate(database, MIGRATION_FOLDER)
    return { database, close }
  } catch (error) {
    await close()
    throw error
  }
}
