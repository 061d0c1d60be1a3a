import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { accountById } from '../queries/accounts.ts'
import { forgetDevicesOf } from '../queries/known-device.ts'
import { endSessionsOf } from '../queries/session.ts'
import { noSuchAccount } from './keep-account.ts'
import '../queries/tables.ts'

/**
 * Ends every session and every token of an account that the official keeps: somebody may have got hold of one. The person signs in
 * again; programs need new tokens. Refuses `identity.no-such-account`.
 */
export function endAccess(
  database: Database,
  official: Official,
  { accountId, reason }: { accountId: string; reason: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const account = await accountById(transaction, official, accountId, today)
    if (!account) throw noSuchAccount()
    await endSessionsOf(transaction, accountId, 'all')
    await forgetDevicesOf(transaction, accountId)
    await transaction.deleteFrom('api_token').where('account_id', '=', accountId).execute()
    await recordChange(transaction, {
      official,
      action: 'identity.access-ended',
      subject: { kind: 'account', id: accountId },
      unitId: null,
      summary: `Kết thúc mọi phiên và mã truy cập của tài khoản ${account.userName}: ${reason}`,
    })
  })
}
