import { sql } from 'kysely'
import { idOf, type Making } from './making-records.ts'
import '../../src/platform/mail/tables.ts'

/** A job that failed for good, a message of which nobody knows whether it arrived, and a receiver of news that did not answer. */
export async function addUpkeep({ database, maker }: Making) {
  const jobId = await idOf(database, sql`select id from graphile_worker.add_job('mail.deliver', '{}'::json)`)
  await sql`select from graphile_worker.permanently_fail_jobs(array[${jobId}::bigint], 'Lỗi')`.execute(database)
  const mailId = await idOf(
    database,
    sql`insert into mail_message (account_id, purpose, message_id, recipient, subject, text_body, html_body, state, ended_at)
      values (${maker.accountId}, 'digest', gen_random_uuid()::text, 'nguoi-nhan@danvan.example', '', '', '', 'doubtful', now()) returning id`,
  )
  const webhookId = await idOf(
    database,
    sql`insert into webhook (name, address, encrypted_secret, record_kinds, last_seal, created_at, created_by_account_id)
      values ('Hệ thống khác', 'https://nhan.danvan.example/', '', '{plan}', 0, now(), ${maker.accountId}) returning id`,
  )
  const deliveryId = await idOf(
    database,
    sql`insert into webhook_delivery (webhook_id, audit_entry_id, body, state, created_at, next_try_at, ended_at)
      values (${webhookId}, 1, '{}', 'failed', now(), now(), now()) returning id`,
  )
  return { jobId, mailId, webhookId, deliveryId }
}
