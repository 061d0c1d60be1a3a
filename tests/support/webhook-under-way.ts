import { sql } from 'kysely'
import { idOf } from './making-records.ts'
import type { RunningSystem } from './system.ts'

/** A receiver of news in use, with news that it did not take: the demonstration's own is switched off and was sent nothing. */
export async function webhookPages({ database }: RunningSystem): Promise<string[]> {
  const webhookId = await idOf(
    database,
    sql`insert into webhook (name, address, encrypted_secret, record_kinds, last_seal, created_at, created_by_account_id)
      select 'Hệ thống khác', 'https://nhan.danvan.example/', '', '{calendar-year}', coalesce((select max(number) from audit_seal), 0),
        now(), id from account where user_name = 'quantri' returning id`,
  )
  await sql`insert into webhook_delivery (webhook_id, audit_entry_id, body, state, created_at, next_try_at, ended_at, answer_code)
    values (${webhookId}, 1, '{}', 'sent', now(), now(), now(), 204), (${webhookId}, 2, '{}', 'failed', now(), now(), now(), 503)`.execute(
    database,
  )
  return [`/webhooks/${webhookId}`]
}
