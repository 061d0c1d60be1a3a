import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { DeliveryState } from './tables.ts'

const PER_PAGE = 50

/** All receivers, those in use first, with how many of their deliveries wait or failed. */
export function webhooks(database: Database) {
  const count = (state: DeliveryState) =>
    sql<number>`(select count(*)::int from webhook_delivery where webhook_id = webhook.id and state = ${state})`
  return database
    .selectFrom('webhook')
    .select([
      'id',
      'name',
      'address',
      'ended_at as endedAt',
      count('waiting').as('waiting'),
      count('failed').as('failed'),
    ])
    .orderBy(sql`ended_at is not null`)
    .orderBy('id')
    .execute()
}

export function webhookById(database: Database, id: string) {
  return database
    .selectFrom('webhook')
    .select([
      'id',
      'name',
      'address',
      'record_kinds as recordKinds',
      'encrypted_secret as encryptedSecret',
      'created_at as createdAt',
      'ended_at as endedAt',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The deliveries to one receiver, newest first, one page of 50, with how many there are in all. */
export async function deliveriesOf(database: Database, webhookId: string, after: string | undefined) {
  const own = database.selectFrom('webhook_delivery').where('webhook_id', '=', webhookId)
  const [rows, counted] = await Promise.all([
    own
      .select([
        'id',
        'event_id as eventId',
        'state',
        'attempts',
        'created_at as createdAt',
        'next_try_at as nextTryAt',
        'ended_at as endedAt',
        'answer_code as answerCode',
        'answer',
      ])
      .$if(after !== undefined && /^\d{1,18}$/.test(after), (query) => query.where('id', '<', after ?? ''))
      .orderBy('id', 'desc')
      .limit(PER_PAGE + 1)
      .execute(),
    own.select((of) => of.fn.countAll<string>().as('count')).executeTakeFirstOrThrow(),
  ])
  const page = rows.slice(0, PER_PAGE)
  return { rows: page, total: Number(counted.count), next: rows.length > PER_PAGE ? (page.at(-1)?.id ?? null) : null }
}

export function deliveryById(database: Database, id: string) {
  return database
    .selectFrom('webhook_delivery')
    .innerJoin('webhook', 'webhook.id', 'webhook_delivery.webhook_id')
    .select([
      'webhook_delivery.id',
      'webhook_delivery.event_id as eventId',
      'webhook_delivery.body',
      'webhook_delivery.state',
      'webhook_delivery.attempts',
      'webhook_delivery.answer',
      'webhook_delivery.created_at as createdAt',
      'webhook.id as webhookId',
      'webhook.name',
      'webhook.address',
      'webhook.encrypted_secret as encryptedSecret',
      'webhook.ended_at as webhookEndedAt',
    ])
    .where('webhook_delivery.id', '=', id)
    .executeTakeFirst()
}
