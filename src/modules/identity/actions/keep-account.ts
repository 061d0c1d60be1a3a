import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { accountById, accountOfPerson, personToHaveAccount } from '../queries/accounts.ts'
import { endSessionsOf } from '../queries/session.ts'
import { createAccount } from './create-account.ts'
import '../queries/tables.ts'

/**
 * Opens an account for a person and answers its id; without a password it waits for a one-time link.
 * Refuses `identity.no-such-person`, `identity.person-has-account` and what `createAccount` refuses.
 */
export function openAccount(
  database: Database,
  official: Official,
  given: { personId: string; userName: string; password: string | null },
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await sql`select from person where id = ${given.personId} for update`.execute(transaction)
    const person = await personToHaveAccount(transaction, official, given.personId, today)
    if (!person) throw noSuchPerson()
    const before = await accountOfPerson(transaction, person.id)
    if (before) {
      const message = `${person.fullName} đã có tài khoản “${before.userName}”. Hãy đặt lại mật khẩu hoặc mở lại tài khoản ấy.`
      throw new Refusal('conflict', 'identity.person-has-account', message)
    }
    const id = await createAccount(transaction, given, official)
    await recordChange(transaction, {
      official,
      action: 'identity.account-opened',
      subject: { kind: 'account', id },
      unitId: null,
      summary: `Mở tài khoản cho ${person.fullName}`,
      after: { personId: person.id, userName: given.userName },
    })
    return id
  })
}

/**
 * Closes an account: nobody signs in with it any more and its sessions end at once. What was done with it stays.
 * Refuses `identity.no-such-account`, `identity.own-account` and `identity.account-closed`.
 */
export function closeAccount(
  database: Database,
  official: Official,
  { accountId, reason }: { accountId: string; reason: string },
  { now, today }: { now: Date; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const account = await accountForUpdate(transaction, official, accountId, today)
    if (account.id === official.accountId) {
      throw new Refusal('conflict', 'identity.own-account', 'Bạn không thể tự khóa tài khoản đang dùng.')
    }
    if (account.disabledAt !== null) {
      throw new Refusal('conflict', 'identity.account-closed', 'Tài khoản này đã khóa từ trước.')
    }
    await transaction.updateTable('account').set({ disabled_at: now }).where('id', '=', accountId).execute()
    await endSessionsOf(transaction, accountId, 'all')
    await recordChange(transaction, {
      official,
      action: 'identity.account-closed',
      subject: { kind: 'account', id: accountId },
      unitId: null,
      summary: `Khóa tài khoản ${account.userName}: ${reason}`,
    })
  })
}

/** Opens a closed account again. Refuses `identity.no-such-account` and `identity.account-open`. */
export function reopenAccount(
  database: Database,
  official: Official,
  { accountId, reason }: { accountId: string; reason: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const account = await accountForUpdate(transaction, official, accountId, today)
    if (account.disabledAt === null) {
      throw new Refusal('conflict', 'identity.account-open', 'Tài khoản này đang hoạt động.')
    }
    await transaction.updateTable('account').set({ disabled_at: null }).where('id', '=', accountId).execute()
    await recordChange(transaction, {
      official,
      action: 'identity.account-reopened',
      subject: { kind: 'account', id: accountId },
      unitId: null,
      summary: `Mở lại tài khoản ${account.userName}: ${reason}`,
    })
  })
}

async function accountForUpdate(transaction: Database, official: Official, accountId: string, today: CalendarDate) {
  await sql`select from account where id = ${accountId} for update`.execute(transaction)
  const account = await accountById(transaction, official, accountId, today)
  if (!account) throw noSuchAccount()
  return account
}

export function noSuchAccount(): Refusal {
  return new Refusal('not-found', 'identity.no-such-account', 'Không có tài khoản này trong phạm vi của bạn.')
}

export function noSuchPerson(): Refusal {
  return new Refusal('not-found', 'identity.no-such-person', 'Không có người này trong phạm vi của bạn.')
}
