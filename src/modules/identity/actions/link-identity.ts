import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { accountById } from '../queries/accounts.ts'
import { noSuchAccount } from './keep-account.ts'
import '../queries/tables.ts'

/**
 * Says who the account is at the identity provider, or (null) that nobody there is. From then on that identity signs in here.
 * Refuses `identity.no-such-account` and `identity.linked-to-other-account`.
 */
export function linkIdentity(
  database: Database,
  official: Official,
  { accountId, issuer, subject }: { accountId: string; issuer: string; subject: string | null },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const account = await accountById(transaction, official, accountId, today)
    if (!account) throw noSuchAccount()
    const before = await transaction
      .deleteFrom('external_identity')
      .where('account_id', '=', accountId)
      .where('issuer', '=', issuer)
      .returning('subject')
      .executeTakeFirst()
    if (subject !== null) {
      const linked = await transaction
        .insertInto('external_identity')
        .values({ issuer, subject, account_id: accountId })
        .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
        .returning('account_id')
        .executeTakeFirst()
      if (!linked) {
        const message = 'Mã định danh này đã liên kết với một tài khoản khác. Hãy kiểm tra lại mã.'
        throw new Refusal('conflict', 'identity.linked-to-other-account', message, { subject: message })
      }
    }
    if ((before?.subject ?? null) === subject) return
    await recordChange(transaction, {
      official,
      action: subject === null ? 'identity.link-removed' : 'identity.link-made',
      subject: { kind: 'account', id: accountId },
      unitId: null,
      summary:
        subject === null
          ? `Bỏ liên kết đăng nhập bên ngoài của tài khoản ${account.userName}`
          : `Liên kết tài khoản ${account.userName} với một danh tính đăng nhập bên ngoài`,
      before: { issuer, subject: before?.subject ?? null },
      after: { issuer, subject },
    })
  })
}
