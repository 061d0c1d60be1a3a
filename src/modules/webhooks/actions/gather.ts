import { sql } from 'kysely'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { addJob } from '../../../platform/jobs/add-job.ts'
import { bodyOf } from '../rules/delivery.ts'
import '../queries/tables.ts'

export const DELIVER_WEBHOOK = 'webhooks.deliver'

/** At one go; the rest follows the next time. */
const SEALS_AT_ONCE = 1_000

type Changed = { entryId: string; kind: string; recordId: string; unitCode: string | null; happenedAt: Date }

/** Makes a delivery of every change that has been sealed since the last time, for each receiver that asked for its kind. */
export async function gatherDeliveries(
  database: Database,
  { linkOf, now }: { linkOf: (kind: string, recordId: string) => string; now: Date },
): Promise<void> {
  const inUse = await database.selectFrom('webhook').select('id').where('ended_at', 'is', null).orderBy('id').execute()
  for (const { id } of inUse)
    await inTransaction(database, (transaction) => gatherFor(transaction, id, { linkOf, now }))
}

async function gatherFor(
  transaction: Database,
  id: string,
  { linkOf, now }: { linkOf: (kind: string, recordId: string) => string; now: Date },
): Promise<void> {
  // Of two that gather at once the second finds that all has been told.
  const webhook = await transaction
    .selectFrom('webhook')
    .select(['record_kinds as recordKinds', 'last_seal as lastSeal'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const upTo = await sql<{ number: number | null }>`select max(number) as number from audit_seal
    where number > ${webhook.lastSeal} and number <= ${webhook.lastSeal + SEALS_AT_ONCE}`.execute(transaction)
  const newest = upTo.rows[0]?.number ?? null
  if (newest === null) return
  const { rows } = await sql<Changed>`
    select entry.id::text as "entryId", entry.subject_kind as kind, entry.subject_id as "recordId", unit.code as "unitCode",
      entry.happened_at as "happenedAt"
    from audit_sealed_entry sealed join audit_entry entry on entry.id = sealed.entry_id left join unit on unit.id = entry.unit_id
    where sealed.seal_number > ${webhook.lastSeal} and sealed.seal_number <= ${newest}
      and entry.subject_kind = any(${webhook.recordKinds}::text[])
    order by entry.id`.execute(transaction)
  for (const changed of rows) {
    const made = await transaction
      .insertInto('webhook_delivery')
      .values({
        webhook_id: id,
        audit_entry_id: changed.entryId,
        body: bodyOf({ ...changed, link: linkOf(changed.kind, changed.recordId) }),
        ...{ created_at: now, next_try_at: now, ended_at: null, answer_code: null },
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) await addDelivery(transaction, made.id)
  }
  await transaction.updateTable('webhook').set({ last_seal: newest }).where('id', '=', id).execute()
}

export async function addDelivery(transaction: Database, id: string, runAt?: Date): Promise<void> {
  await addJob(transaction, DELIVER_WEBHOOK, { id }, { key: `${DELIVER_WEBHOOK}:${id}`, ...(runAt ? { runAt } : {}) })
}

/** Deliveries that wait while no job is going to make them: the queue is empty after a restore. */
export async function addLostDeliveries(database: Database): Promise<void> {
  const { rows } = await sql<{ id: string; nextTryAt: Date }>`
    select id::text, next_try_at as "nextTryAt" from webhook_delivery delivery
    where state = 'waiting' and not exists (
      select from jobs where key = ${`${DELIVER_WEBHOOK}:`} || delivery.id and attempts < max_attempts)
    order by id limit 1000`.execute(database)
  for (const { id, nextTryAt } of rows) await addDelivery(database, id, nextTryAt)
}
