import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Job, JobServices } from '../jobs/job.ts'
import { handOver } from './hand-over.ts'
import { type HandedOver, nextTryAfter } from './handed-over.ts'
import { addDelivery, addLostDeliveries, DELIVER_MAIL } from './queue-mail.ts'
import './tables.ts'

/** Hands the messages of the outbox to the mail server, each by a job of its own. */
export const deliverMail: Job = {
  name: DELIVER_MAIL,
  title: 'Gửi thư điện tử',
  run: ({ id }, services) => deliver(String(id), services),
  recover: async ({ database, now }) => {
    await doubtUnfinishedMail(database, now())
    await addLostDeliveries(database)
  },
}

async function deliver(id: string, { database, mail, now, processId }: JobServices): Promise<void> {
  // Sent by this installation while it could; it waits until it can again.
  if (mail === null) return
  const message = await database
    .selectFrom('mail_message')
    .select([
      'id',
      'message_id as messageId',
      'recipient',
      'subject',
      'text_body as textBody',
      'html_body as htmlBody',
      'created_at as writtenAt',
      'attempts',
    ])
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (!message) return
  const handedOver = await handOver(mail, message, () => claim(database, id, { processId, now: now() }))
  if (handedOver !== null) await keepOutcome(database, message, handedOver, now())
}

/** Commits that the message is about to be handed over. False when another process has been faster, or somebody gave it up. */
async function claim(database: Database, id: string, { processId, now }: { processId: number; now: Date }) {
  const claimed = await database
    .updateTable('mail_message')
    .set({ state: 'sending', process_id: processId, sending_at: now })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return claimed.numUpdatedRows === 1n
}

/**
 * Writes down what became of it. A message that somebody took for doubtful meanwhile (our connection to the database had broken) is
 * settled by what we know.
 */
async function keepOutcome(
  database: Database,
  { id, attempts }: { id: string; attempts: number },
  { outcome, answer }: HandedOver,
  now: Date,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const tries = attempts + 1
    const nextTryAt = outcome === 'later' ? nextTryAfter(tries, now) : null
    const rest = { attempts: tries, server_answer: answer, process_id: null }
    const kept = await transaction
      .updateTable('mail_message')
      .set(
        nextTryAt === null
          ? { ...rest, state: outcome === 'sent' || outcome === 'doubtful' ? outcome : 'failed', ended_at: now }
          : { ...rest, state: 'waiting', next_try_at: nextTryAt, sending_at: null, ended_at: null },
      )
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'sending', 'doubtful'])
      .executeTakeFirst()
    if (nextTryAt !== null && kept.numUpdatedRows === 1n) await addDelivery(transaction, id, nextTryAt)
  })
}

/** Longer than handing over can take: whoever is still at it could not write down what became of it. */
const LONGEST_HANDING_OVER_IN_MILLISECONDS = 15 * 60_000

/** Messages that a dead process was handing over, or one that lost its database: the server may have them, and nobody can know. */
export async function doubtUnfinishedMail(database: Database, now: Date): Promise<void> {
  await database
    .updateTable('mail_message')
    .set({
      state: 'doubtful',
      ended_at: now,
      attempts: sql<number>`attempts + 1`,
      process_id: null,
      server_answer: 'Hệ thống dừng đột ngột khi đang giao thư cho máy chủ thư.',
    })
    .where('state', '=', 'sending')
    .where(
      sql<boolean>`(sending_at < ${new Date(now.getTime() - LONGEST_HANDING_OVER_IN_MILLISECONDS)}::timestamptz
        or not exists (select from running_process where running_process.id = mail_message.process_id))`,
    )
    .execute()
}
