import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import '../../../platform/jobs/tables.ts'

/** Where a job of the queue stands; `again`: it failed and will be tried again by itself; `failed`: it will not. */
export const JOB_STATES = {
  waiting: 'Đang chờ',
  running: 'Đang chạy',
  again: 'Chờ thử lại',
  failed: 'Hỏng, không tự thử lại',
} as const
export type JobState = keyof typeof JOB_STATES

/** More than a person reads; how many there are in all is told beside. */
const MOST_LISTED = 100

export type QueuedJob = {
  id: string
  name: string
  state: JobState
  attempts: number
  mostAttempts: number
  problem: string
  runAt: Date
}

const STATE = sql<JobState>`case when locked_at is not null then 'running' when attempts >= max_attempts then 'failed'
  when last_error is not null then 'again' else 'waiting' end`

/** How many jobs stand in the queue, by what they are and where they stand. */
export async function countJobs(database: Database): Promise<{ name: string; state: JobState; count: number }[]> {
  const { rows } = await sql<{ name: string; state: JobState; count: number }>`
    select task_identifier as name, ${STATE} as state, count(*)::int as count from jobs
    group by 1, 2 order by 1, 2`.execute(database)
  return rows
}

/** Jobs that have failed, those first that will not be tried again by themselves; at most 100. */
export async function failedJobs(database: Database): Promise<QueuedJob[]> {
  const { rows } = await sql<QueuedJob>`${select()} where last_error is not null or attempts >= max_attempts
    order by attempts < max_attempts, run_at desc, id limit ${MOST_LISTED}`.execute(database)
  return rows
}

export async function jobById(database: Database, id: string): Promise<QueuedJob | undefined> {
  const { rows } = await sql<QueuedJob>`${select()} where id = ${id}::bigint`.execute(database)
  return rows[0]
}

const select =
  () => sql`select id::text, task_identifier as name, ${STATE} as state, attempts, max_attempts as "mostAttempts",
    coalesce(last_error, '') as problem, run_at as "runAt"
  from jobs`

/** The last run of each job that has a schedule. */
export function lastRuns(database: Database) {
  return database
    .selectFrom('job_run')
    .select([
      'job_name as name',
      'started_at as startedAt',
      'ended_at as endedAt',
      'ended_well as endedWell',
      'problem',
    ])
    .execute()
}
