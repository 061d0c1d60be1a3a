import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'

/** A job that nobody has begun, and mail that nobody has handed over, for so long has been left. */
const LEFT_AFTER_MINUTES = 10

/** Since when the oldest job and the oldest mail are left; null where none is. */
export type LeftSince = { jobs: Date | null; mail: Date | null }

export async function leftSince(database: Database): Promise<LeftSince> {
  const before = sql`now() - make_interval(mins => ${LEFT_AFTER_MINUTES})`
  const { rows } = await sql<LeftSince>`select
    (select min(run_at) from jobs where locked_at is null and attempts < max_attempts and run_at < ${before}) as jobs,
    (select min(next_try_at) from mail_message where state = 'waiting' and next_try_at < ${before}) as mail`.execute(
    database,
  )
  return rows[0] ?? { jobs: null, mail: null }
}

/** Jobs of the queue by where they stand, for figures about this process. */
export async function jobsByState(database: Database): Promise<Record<string, number>> {
  const { rows } = await sql<{ waiting: number; running: number; failed: number }>`
    select count(*) filter (where locked_at is null and attempts < max_attempts)::int as waiting,
      count(*) filter (where locked_at is not null)::int as running,
      count(*) filter (where locked_at is null and attempts >= max_attempts)::int as failed
    from jobs`.execute(database)
  return { ...(rows[0] ?? {}) }
}
