import pg from 'pg'
import { tellFailure } from '../log/tell.ts'

/** On which the library is told that the structure of a queue was changed: it then stops its workers. */
const STRUCTURE_CHANGED = 'worker:migrate'

/**
 * The connections of the queue in the given schema. PostgreSQL tells a whole database what is notified, and the library does not say
 * whose queue it means: the workers of a province would stop when another one in the same database begins or is brought up to date.
 * So that message is handed on only when the structure of our own queue is another one than at the start.
 */
export async function queuePool(connectionString: string, schema: string, max: number): Promise<pg.Pool> {
  let known: string | undefined
  const version = async (asked: pg.Pool) => {
    const { rows } = await asked.query<{ version: string }>(
      `select coalesce(max(id), 0)::text as version from "${schema}".migrations`,
    )
    return rows[0]?.version
  }
  class QueueClient extends pg.Client {
    override emit(event: string | symbol, ...told: unknown[]): boolean {
      const [message] = told as [pg.Notification | undefined]
      const handOn = () => super.emit(event, ...told)
      if (event !== 'notification' || message?.channel !== STRUCTURE_CHANGED) return handOn()
      // Who can't be asked whose message it was has lost the line, and is told so besides.
      version(pool).then(
        (now) => now !== known && handOn(),
        () => {},
      )
      return true
    }
  }
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: 'danvan jobs',
    Client: QueueClient,
  } as pg.PoolConfig)
  pool.on('error', (error) => tellFailure('warn', 'jobs.connection-lost', error))
  known = await version(pool)
  return pool
}
