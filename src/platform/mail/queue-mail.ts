import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { addJob } from '../jobs/add-job.ts'
import { htmlOf } from './html-of.ts'
import type { MailPurpose } from './tables.ts'

export const DELIVER_MAIL = 'mail.deliver'

export type MailToSend = {
  accountId: string
  purpose: MailPurpose
  recipient: string
  subject: string
  /** The text in paragraphs; a line that is an address becomes a link. */
  text: string
}

/**
 * Puts a message into the outbox, in the caller's transaction: it goes out only when that has ended well. Its Message-ID is fixed
 * here. The caller has made sure that this installation sends mail.
 */
export async function queueMail(
  transaction: Database,
  { publicUrl, now }: { publicUrl: string; now: Date },
  { accountId, purpose, recipient, subject, text }: MailToSend,
): Promise<void> {
  const { id } = await transaction
    .insertInto('mail_message')
    .values({
      account_id: accountId,
      purpose,
      recipient,
      subject,
      text_body: text,
      html_body: htmlOf(text),
      message_id: `<${randomUUID()}@${new URL(publicUrl).hostname}>`,
      created_at: now,
      next_try_at: now,
      process_id: null,
      sending_at: null,
      ended_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await addDelivery(transaction, id)
}

/** Has a waiting message delivered; once, however often it is asked for. */
export async function addDelivery(transaction: Database, id: string, runAt?: Date): Promise<void> {
  await addJob(transaction, DELIVER_MAIL, { id }, { key: `${DELIVER_MAIL}:${id}`, ...(runAt ? { runAt } : {}) })
}

/** Waiting messages that no job is going to deliver: after a restore the queue is empty, and the outbox is the truth. */
export async function addLostDeliveries(database: Database): Promise<void> {
  const { rows } = await sql<{ id: string; next_try_at: Date }>`
    select id::text, next_try_at from mail_message
    where state = 'waiting' and not exists (
      select from jobs where key = ${`${DELIVER_MAIL}:`} || mail_message.id and attempts < max_attempts)
    order by id limit 1000`.execute(database)
  for (const row of rows) await addDelivery(database, row.id, row.next_try_at)
}
