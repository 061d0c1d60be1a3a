import { sql } from 'kysely'
import { idOf, type Making } from './making-records.ts'
import '../../src/platform/mail/tables.ts'

/** A job that failed for good, and a message of which nobody knows whether it arrived. */
export async function addUpkeep({ database, maker }: Making) {
  const jobId = await idOf(database, sql`select id from graphile_worker.add_job('mail.deliver', '{}'::json)`)
  await sql`select from graphile_worker.permanently_fail_jobs(array[${jobId}::bigint], 'Lỗi')`.execute(database)
  const mailId = await idOf(
    database,
    sql`insert into mail_message (account_id, purpose, message_id, recipient, subject, text_body, html_body, state, ended_at)
      values (${maker.accountId}, 'digest', gen_random_uuid()::text, 'nguoi-nhan@danvan.example', '', '', '', 'doubtful', now()) returning id`,
  )
  return { jobId, mailId }
}
