import { sql } from 'kysely'
import pg from 'pg'
import { type Database, inTransaction } from '../database/database.ts'
import { ownHalfLock } from '../database/schema.ts'
import './tables.ts'

/** The first half of the advisory locks by which processes tell that they live; any number of this program's own. */
const LIVING = 731_822
const OWN_LIVING = ownHalfLock(String(LIVING))

/** A worker whose process nobody knows has just begun, or died before it was written down: this long it may have just begun. */
const UNKNOWN_FOR_SECONDS = 30

export type RunningProcess = {
  /** The number under which it is written down; another one after its connection was lost. */
  id: () => number
  /** Writes it down anew when its connection was lost. */
  keepHeld: () => Promise<void>
  end: () => Promise<void>
}

/**
 * Writes this process down among those that work on the queue. Its advisory lock stands on a connection of its own and goes with it,
 * however the process ends: nobody has to guess from a clock whether it still lives.
 */
export async function beginProcess(connectionString: string, workerIds: () => string[]): Promise<RunningProcess> {
  let held = await hold(connectionString, workerIds())
  return {
    id: () => held.id,
    keepHeld: async () => {
      if (held.isLost()) held = await hold(connectionString, workerIds())
      else await held.client.query('update running_process set worker_ids = $2 where id = $1', [held.id, workerIds()])
    },
    end: async () => {
      if (!held.isLost()) await held.client.query('delete from running_process where id = $1', [held.id])
      await held.client.end()
    },
  }
}

async function hold(connectionString: string, workerIds: string[]) {
  const client = new pg.Client({ connectionString, application_name: 'danvan process', keepAlive: true })
  let lost = false
  client.on('error', () => {
    lost = true
  })
  client.on('end', () => {
    lost = true
  })
  await client.connect()
  // The row is seen only when the lock is held: else it would stand there like that of a dead process.
  await client.query('begin')
  const { rows } = await client.query<{ id: number }>(
    'insert into running_process (worker_ids) values ($1) returning id',
    [workerIds],
  )
  const id = rows[0]?.id ?? 0
  await client.query(`select pg_advisory_lock(${OWN_LIVING}, $1)`, [id])
  await client.query('commit')
  return { client, id, isLost: () => lost }
}

/** Strikes off the processes that are dead and gives back the jobs that they had begun. */
export async function endDeadProcesses(database: Database): Promise<void> {
  await inTransaction(database, async (transaction) => {
    const dead = await sql<{ id: number; worker_ids: string[] }>`
      delete from running_process where id in (select id from running_process where pg_try_advisory_xact_lock(${sql.raw(OWN_LIVING)}, id))
      returning id, worker_ids`.execute(transaction)
    const unknown = await sql<{ worker: string }>`
      select distinct locked_by as worker from jobs
      where locked_by is not null and locked_at < now() - make_interval(secs => ${UNKNOWN_FOR_SECONDS})
        and not exists (select from running_process where jobs.locked_by = any(worker_ids))`.execute(transaction)
    const workers = [...dead.rows.flatMap((row) => row.worker_ids), ...unknown.rows.map((row) => row.worker)]
    if (workers.length > 0) await sql`select force_unlock_workers(${workers}::text[])`.execute(transaction)
  })
}
