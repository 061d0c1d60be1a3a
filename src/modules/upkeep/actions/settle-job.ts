import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { jobById } from '../queries/jobs.ts'

/** Has a failed job run again at once. Refuses `upkeep.no-such-job` and `upkeep.job-not-failed`. */
export async function retryJob(
  transaction: Database,
  official: Official,
  { id, title }: { id: string; title: string },
) {
  await requireFailed(transaction, id)
  await sql`select from reschedule_jobs(array[${id}::bigint], run_at := now(), attempts := 0)`.execute(transaction)
  await tell(transaction, official, id, 'upkeep.job-retried', `Chạy lại việc nền: ${title}`)
}

/** Takes a failed job out of the queue. Refuses `upkeep.no-such-job` and `upkeep.job-not-failed`. */
export async function giveJobUp(
  transaction: Database,
  official: Official,
  { id, title }: { id: string; title: string },
) {
  await requireFailed(transaction, id)
  await sql`select from complete_jobs(array[${id}::bigint])`.execute(transaction)
  await tell(transaction, official, id, 'upkeep.job-given-up', `Bỏ việc nền bị hỏng: ${title}`)
}

async function requireFailed(transaction: Database, id: string): Promise<void> {
  const job = await jobById(transaction, id)
  if (!job) throw noSuchJob()
  if (job.state === 'failed' || job.state === 'again') return
  throw new Refusal(
    'conflict',
    'upkeep.job-not-failed',
    'Việc này đang chờ hoặc đang chạy, không phải việc bị hỏng. Chưa có gì thay đổi. Hãy xem lại trang Việc chạy nền.',
  )
}

export function noSuchJob(): Refusal {
  return new Refusal(
    'not-found',
    'upkeep.no-such-job',
    'Không còn việc này trong hàng chờ: có thể đã chạy xong hoặc đã bị bỏ.',
  )
}

function tell(transaction: Database, official: Official, id: string, action: string, summary: string): Promise<void> {
  return recordChange(transaction, { official, action, subject: { kind: 'job', id }, unitId: null, summary })
}
