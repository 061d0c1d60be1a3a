import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import { addDelivery } from '../../../platform/mail/queue-mail.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { MAIL_STATES, mailById } from '../queries/mail.ts'

/**
 * Has a message that failed, or of which nobody knows whether it arrived, sent again: with the same Message-ID, by which a mailbox that
 * has it already may know it. Refuses `upkeep.no-such-mail` and `upkeep.mail-settled`.
 */
export async function resendMail(transaction: Database, official: Official, id: string, now: Date): Promise<void> {
  await settle(transaction, id, { state: 'waiting', attempts: 0, next_try_at: now, ended_at: null, sending_at: null })
  await addDelivery(transaction, id)
  await tell(transaction, official, id, 'upkeep.mail-resent', 'Cho gửi lại một thư')
}

/** Leaves such a message unsent. Refuses `upkeep.no-such-mail` and `upkeep.mail-settled`. */
export async function giveMailUp(transaction: Database, official: Official, id: string, now: Date): Promise<void> {
  await settle(transaction, id, { state: 'given-up', ended_at: now })
  await tell(transaction, official, id, 'upkeep.mail-given-up', 'Thôi không gửi một thư')
}

type Change =
  | { state: 'waiting'; attempts: number; next_try_at: Date; ended_at: null; sending_at: null }
  | { state: 'given-up'; ended_at: Date }

async function settle(transaction: Database, id: string, change: Change): Promise<void> {
  const message = await mailById(transaction, id, null)
  if (!message) throw noSuchMail()
  const settled = await transaction
    .updateTable('mail_message')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', ['doubtful', 'failed'])
    .executeTakeFirst()
  if (settled.numUpdatedRows === 1n) return
  throw new Refusal(
    'conflict',
    'upkeep.mail-settled',
    `Thư này đang ở tình trạng “${MAIL_STATES[message.state]}” nên không phải xử lý. Chưa có gì thay đổi.`,
  )
}

export function noSuchMail(): Refusal {
  return new Refusal('not-found', 'upkeep.no-such-mail', 'Không có thư này, hoặc thư đã được xóa vì quá 30 ngày.')
}

function tell(transaction: Database, official: Official, id: string, action: string, summary: string): Promise<void> {
  return recordChange(transaction, { official, action, subject: { kind: 'mail', id }, unitId: null, summary })
}
