import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { type JobPayload, MOST_ATTEMPTS } from './job.ts'

/**
 * Adds a job in the caller's transaction: it begins only when that has ended well. Of one key there is at most one job that has not
 * begun yet; adding it again gives it the new payload and time.
 */
export async function addJob(
  transaction: Database,
  name: string,
  payload: JobPayload,
  { key, runAt, attempts = MOST_ATTEMPTS }: { key?: string; runAt?: Date; attempts?: number } = {},
): Promise<void> {
  await sql`select from add_job(${name}::text, payload := ${JSON.stringify(payload)}::json,
    run_at := ${runAt ?? null}::timestamptz, max_attempts := ${attempts}::int, job_key := ${key ?? null}::text)`.execute(
    transaction,
  )
}
