import { runMigrations } from 'graphile-worker'
import { queueLog } from './queue-log.ts'

/**
 * Brings the queue's own schema up to the version of its library. What is up to date already needs no right to change it.
 * Safe when several processes start at once.
 */
export async function prepareQueue(connectionString: string): Promise<void> {
  await runMigrations({ connectionString, logger: queueLog, maxPoolSize: 1 })
}
