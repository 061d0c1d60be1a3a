import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { queueSchemaFor, schemaOf } from '../database/schema.ts'
import { tellFailure } from '../log/tell.ts'
import { queueLog } from './queue-log.ts'

/**
 * Brings the queue's own schema up to the version of its library. What is up to date already needs no right to change it.
 * Safe when several processes start at once.
 */
export async function prepareQueue(connectionString: string): Promise<void> {
  const pool = new pg.Pool({ connectionString, max: 1, application_name: 'danvan jobs' })
  pool.on('error', (error) => tellFailure('warn', 'jobs.connection-lost', error))
  try {
    await runMigrations({ pgPool: pool, schema: queueSchemaFor(schemaOf(connectionString)), logger: queueLog })
  } finally {
    // Closed before the caller goes on, who may stop the server.
    await pool.end()
  }
}
