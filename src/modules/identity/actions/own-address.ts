import { createHash, randomBytes } from 'node:crypto'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { queueMail } from '../../../platform/mail/queue-mail.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { CONFIRMATION_LIFE_IN_HOURS, isEmailAddress } from '../rules/email-address.ts'
import '../queries/tables.ts'

const digest = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Between two mails to an address that nobody has confirmed: our mail must not become a means to pester others. */
const PAUSE_IN_MINUTES = 2

/**
 * Sends a link to the address; only when it is opened is the address used. The one in use stays until then.
 * Refuses `identity.not-an-address`, and `identity.asked-just-now` when a link was sent less than two minutes ago.
 */
export async function askToConfirmAddress(
  database: Database,
  official: Official,
  { address, publicUrl, now }: { address: string; publicUrl: string; now: Date },
): Promise<void> {
  if (!isEmailAddress(address)) {
    const message = 'Hãy nhập một địa chỉ thư điện tử, ví dụ ten@xa.gov.vn.'
    throw new Refusal('invalid', 'identity.not-an-address', message, { email: message })
  }
  return inTransaction(database, async (transaction) => {
    const token = randomBytes(24).toString('base64url')
    const asked = {
      email: address,
      token_digest: digest(token),
      asked_at: now,
      expires_at: new Date(now.getTime() + CONFIRMATION_LIFE_IN_HOURS * 3_600_000),
    }
    const written = await transaction
      .insertInto('email_confirmation')
      .values({ account_id: official.accountId, ...asked })
      .onConflict((conflict) =>
        conflict
          .column('account_id')
          .doUpdateSet(asked)
          .where('email_confirmation.asked_at', '<=', new Date(now.getTime() - PAUSE_IN_MINUTES * 60_000)),
      )
      .executeTakeFirst()
    if (written.numInsertedOrUpdatedRows === 0n) {
      const message = `Vừa gửi một thư xác nhận. Hãy xem hộp thư (cả mục thư rác), hoặc thử lại sau ${PAUSE_IN_MINUTES} phút.`
      throw new Refusal('conflict', 'identity.asked-just-now', message, { email: message })
    }
    await queueMail(
      transaction,
      { publicUrl, now },
      {
        accountId: official.accountId,
        purpose: 'confirm-address',
        recipient: address,
        subject: 'Xác nhận địa chỉ nhận thông báo – Dân vận chính quyền',
        text: [
          'Tài khoản trên hệ thống Dân vận chính quyền vừa được khai địa chỉ thư này để nhận thông báo.',
          `Để xác nhận, hãy mở đường dẫn sau trong ${CONFIRMATION_LIFE_IN_HOURS} giờ:\n${publicUrl}/address/${token}`,
          'Nếu bạn không yêu cầu, hãy bỏ qua thư này: địa chỉ sẽ không được sử dụng.',
        ].join('\n\n'),
      },
    )
  })
}

/** What a link confirms; undefined when it has been used, has ended or never was. */
export function confirmationOf(database: Database, token: string, now: Date) {
  return database
    .selectFrom('email_confirmation')
    .innerJoin('account', 'account.id', 'email_confirmation.account_id')
    .select(['account.id as accountId', 'account.user_name as userName', 'email_confirmation.email'])
    .where('token_digest', '=', digest(token))
    .where('expires_at', '>', now)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst()
}

/** Uses the address from now on, and the link up. Refuses `identity.address-link-used`. */
export function confirmAddress(database: Database, token: string, now: Date): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const confirmed = await confirmationOf(transaction, token, now)
    const used = await transaction
      .deleteFrom('email_confirmation')
      .where('token_digest', '=', digest(token))
      .returning('account_id')
      .executeTakeFirst()
    if (!confirmed || !used) throw addressLinkUsed()
    await keepAddress(transaction, confirmed.accountId, { email: confirmed.email, now })
    await recordChange(transaction, {
      official: null,
      action: 'identity.address-confirmed',
      subject: { kind: 'account', id: confirmed.accountId },
      unitId: null,
      summary: 'Xác nhận địa chỉ thư điện tử nhận thông báo bằng đường dẫn gửi tới địa chỉ đó',
    })
  })
}

/** Sends no more mail to the official: neither to the address in use nor to one that waits. */
export function removeAddress(database: Database, official: Official, now: Date): Promise<void> {
  return inTransaction(database, async (transaction) => {
    // The row stays as long as it tells when the last mail was asked for.
    await transaction
      .updateTable('email_confirmation')
      .set({ expires_at: now })
      .where('account_id', '=', official.accountId)
      .execute()
    await keepAddress(transaction, official.accountId, null)
    await recordChange(transaction, {
      official,
      action: 'identity.address-removed',
      subject: { kind: 'account', id: official.accountId },
      unitId: null,
      summary: 'Bỏ địa chỉ thư điện tử nhận thông báo',
    })
  })
}

async function keepAddress(transaction: Database, accountId: string, kept: { email: string; now: Date } | null) {
  await transaction
    .updateTable('account')
    .set({ email: kept?.email ?? null, email_confirmed_at: kept?.now ?? null })
    .where('id', '=', accountId)
    .execute()
}

export function addressLinkUsed(): Refusal {
  return new Refusal(
    'not-found',
    'identity.address-link-used',
    'Đường dẫn này đã được dùng hoặc đã hết hạn. Hãy đăng nhập, vào Tài khoản của tôi và yêu cầu thư xác nhận mới.',
  )
}
