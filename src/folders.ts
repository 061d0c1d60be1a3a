import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the project: where `migrations/` and `dist/` stand, whether this runs from `src/` or from `dist/`. */
export const PROJECT_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..')
export const MIGRATION_FOLDER = join(PROJECT_FOLDER, 'migrations')

/** Where the keys stand that open what is kept of denouncers. Not in the database and not in its backups. */
export const protectedKeyFile = (keyFolder: string): string => join(keyFolder, 'protected-identity-keys')
