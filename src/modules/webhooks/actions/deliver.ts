import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import { type Answered, postOnce } from '../../../platform/outgoing/post.ts'
import { signedHeaders } from '../../../platform/outgoing/signature.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { deliveryById } from '../queries/webhooks.ts'
import { nextTryAfter } from '../rules/delivery.ts'
import { addDelivery } from './gather.ts'
import { SECRET_PURPOSE, tell } from './keep-webhooks.ts'

export type Sending = { encryption: Encryption; privateNetworks: boolean; now: Date }

/**
 * Sends a delivery that waits. It may be sent again after a process was killed: its id is the same then, and the receiver knows it.
 * Whatever is not 2xx is tried again, for a day.
 */
export async function deliver(
  database: Database,
  id: string,
  { encryption, privateNetworks, now }: Sending,
): Promise<void> {
  const delivery = await deliveryById(database, id)
  if (delivery?.state !== 'waiting') return
  const secret = await encryption.decrypt(delivery.encryptedSecret, SECRET_PURPOSE)
  const { eventId, body, address } = delivery
  const headers = signedHeaders({ id: eventId, secret, body }, now)
  const answered = await postOnce(address, { headers, body }, { privateNetworks })
  await keepAnswer(database, { id, attempts: delivery.attempts + 1 }, answered, now)
}

async function keepAnswer(
  database: Database,
  { id, attempts }: { id: string; attempts: number },
  answered: Answered,
  now: Date,
): Promise<void> {
  const isTaken = answered.code !== null && answered.code >= 200 && answered.code < 300
  const nextTryAt = isTaken ? null : nextTryAfter(attempts, now)
  await inTransaction(database, async (transaction) => {
    const kept = await transaction
      .updateTable('webhook_delivery')
      .set({
        attempts,
        answer_code: answered.code,
        answer: answered.code === null ? inWords(answered.reason) : '',
        ...(nextTryAt === null
          ? { state: isTaken ? ('sent' as const) : ('failed' as const), ended_at: now }
          : { next_try_at: nextTryAt }),
      })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    if (nextTryAt !== null && kept.numUpdatedRows === 1n) await addDelivery(transaction, id, nextTryAt)
  })
}

const REASONS: Readonly<Record<string, string>> = {
  NOT_PUBLIC: 'Tên máy trỏ vào mạng nội bộ: không gửi.',
  NOT_SENDABLE: 'Địa chỉ không dùng được.',
  ETIMEDOUT: 'Hết thời gian chờ trả lời.',
  ENOTFOUND: 'Không tìm thấy tên máy.',
  ECONNREFUSED: 'Máy nhận không mở cổng này.',
}

const inWords = (reason: string) => REASONS[reason] ?? `Không kết nối được (${reason}).`

/** Sends a delivery once more, at once. Refuses `webhooks.no-such-delivery`, `webhooks.delivery-waits` and `webhooks.ended-already`. */
export async function redeliver(transaction: Database, official: Official, id: string, now: Date): Promise<void> {
  const delivery = await deliveryById(transaction, id)
  if (!delivery) throw noSuchDelivery()
  if (delivery.webhookEndedAt !== null)
    throw new Refusal(
      'conflict',
      'webhooks.ended-already',
      'Nơi nhận này đã ngừng nên không gửi được nữa. Chưa có gì thay đổi.',
    )
  const again = await transaction
    .updateTable('webhook_delivery')
    .set({ state: 'waiting', attempts: 0, next_try_at: now, ended_at: null, answer: '', answer_code: null })
    .where('id', '=', id)
    .where('state', '!=', 'waiting')
    .executeTakeFirst()
  if (again.numUpdatedRows !== 1n)
    throw new Refusal('conflict', 'webhooks.delivery-waits', 'Tin này đang chờ gửi. Chưa có gì thay đổi.')
  await addDelivery(transaction, id)
  await tell(
    transaction,
    official,
    delivery.webhookId,
    'webhooks.redelivered',
    `Cho gửi lại một tin tới “${delivery.name}”`,
  )
}

export function noSuchDelivery(): Refusal {
  return new Refusal('not-found', 'webhooks.no-such-delivery', 'Không có tin này.')
}
