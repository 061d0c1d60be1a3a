import { randomBytes } from 'node:crypto'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { newestSeal } from '../../../platform/audit/seal-entries.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import { isSendable } from '../../../platform/outgoing/public-address.ts'
import { secretInWords } from '../../../platform/outgoing/signature.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { webhookById } from '../queries/webhooks.ts'
import '../queries/tables.ts'

/** What the secrets are encrypted for. */
export const SECRET_PURPOSE = 'webhook-secret'
const SECRET_IN_BYTES = 24

/**
 * Adds a receiver, which is told of what happens from now on, and answers its secret: shown this once, kept encrypted.
 * Refuses `webhooks.not-an-address`.
 */
export async function addWebhook(
  database: Database,
  official: Official,
  given: { name: string; address: string; recordKinds: readonly string[] },
  { encryption, now }: { encryption: Encryption; now: Date },
): Promise<string> {
  if (!isSendable(given.address)) {
    const message =
      'Địa chỉ phải bắt đầu bằng https:// (hoặc http://localhost nếu cùng máy chủ) và không chứa tên, mật khẩu.'
    throw new Refusal('invalid', 'webhooks.not-an-address', message, { address: message })
  }
  return inTransaction(database, async (transaction) => {
    const secret = secretInWords(randomBytes(SECRET_IN_BYTES))
    const { id } = await transaction
      .insertInto('webhook')
      .values({
        name: given.name,
        address: given.address,
        record_kinds: [...given.recordKinds],
        encrypted_secret: await encryption.encrypt(secret, SECRET_PURPOSE),
        last_seal: (await newestSeal(transaction))?.number ?? 0,
        created_at: now,
        created_by_account_id: official.accountId,
        ended_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tell(transaction, official, id, 'webhooks.added', `Thêm nơi nhận tin “${given.name}”`)
    return secret
  })
}

/** Sends nothing more to a receiver; what waits for it has failed. Refuses `webhooks.no-such-webhook` and `webhooks.ended-already`. */
export async function endWebhook(transaction: Database, official: Official, id: string, now: Date): Promise<void> {
  const webhook = await webhookById(transaction, id)
  if (!webhook) throw noSuchWebhook()
  const ended = await transaction
    .updateTable('webhook')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (ended.numUpdatedRows !== 1n)
    throw new Refusal('conflict', 'webhooks.ended-already', 'Nơi nhận này đã ngừng từ trước. Chưa có gì thay đổi.')
  await transaction
    .updateTable('webhook_delivery')
    .set({ state: 'failed', ended_at: now, answer: 'Nơi nhận đã ngừng.' })
    .where('webhook_id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
  await tell(transaction, official, id, 'webhooks.ended', `Ngừng gửi tin tới “${webhook.name}”`)
}

export function noSuchWebhook(): Refusal {
  return new Refusal('not-found', 'webhooks.no-such-webhook', 'Không có nơi nhận tin này.')
}

export function tell(transaction: Database, official: Official, id: string, action: string, summary: string) {
  return recordChange(transaction, { official, action, subject: { kind: 'webhook', id }, unitId: null, summary })
}
