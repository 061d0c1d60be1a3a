import { sql } from 'kysely'
import { eraseWords } from '../../../platform/audit/erase-words.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { forgetAccounts } from '../../identity/index.ts'
import '../queries/tables.ts'

/** What stands for the name of a person whose data were erased. */
export const ERASED_NAME = 'Người đã xóa dữ liệu cá nhân'

export type PersonErased = { postCount: number; accountCount: number; trailEntryCount: number }

/**
 * Erases the data about a person who no longer holds any post: the name in the register of people, the account, and what the trail
 * says of both. Posts, records and every count stay, and so does the name under what the person did or signed while in office,
 * which is kept as the law on archives asks. `basis` is the paper on which it rests and holds no personal data.
 * Refuses `organisation.no-such-person`, `organisation.already-erased`, `organisation.still-in-office` and `audit.not-sealed-yet`.
 * Source: Law on Personal Data Protection 91/2025/QH15; Decree 356/2025/NĐ-CP.
 */
export function erasePerson(
  database: Database,
  { personId, basis, now, today }: { personId: string; basis: string; now: Date; today: CalendarDate },
): Promise<PersonErased> {
  return inTransaction(database, async (transaction) => {
    const person = await personToErase(transaction, personId, today)
    const accountIds = await forgetAccounts(transaction, personId, now)
    await transaction.updateTable('person').set({ full_name: ERASED_NAME }).where('id', '=', personId).execute()
    const trailEntryCount = await eraseWords(transaction, {
      subjects: [{ kind: 'person', id: personId }, ...accountIds.map((id) => ({ kind: 'account', id }))],
      unitId: person.lastUnitId,
      summary: `Xóa dữ liệu cá nhân theo ${basis}`,
    })
    return { postCount: person.postCount, accountCount: accountIds.length, trailEntryCount }
  })
}

/** What `erasePerson` would find; refuses as it would, except for what waits for a seal. */
export async function personToErase(
  database: Database,
  personId: string,
  today: CalendarDate,
): Promise<{ fullName: string; postCount: number; accountCount: number; lastUnitId: string | null }> {
  if (database.isTransaction) await sql`select from person where id = ${personId} for update`.execute(database)
  const found = await sql<{
    fullName: string
    postCount: number
    accountCount: number
    lastUnitId: string | null
    isInOffice: boolean
  }>`
    select person.full_name as "fullName",
      (select count(*)::int from post where post.person_id = person.id) as "postCount",
      (select count(*)::int from account where account.person_id = person.id) as "accountCount",
      (select unit_id::text from post where post.person_id = person.id order by valid_from desc, id desc limit 1) as "lastUnitId",
      exists (select from post where post.person_id = person.id
        and coalesce(post.valid_to, 'infinity') >= ${today}::date) as "isInOffice"
    from person where person.id = ${personId}`.execute(database)
  const [person] = found.rows
  if (!person) {
    throw new Refusal(
      'not-found',
      'organisation.no-such-person',
      `Không có người nào mang số ${personId}. Số này nằm ở cuối địa chỉ trang của người đó.`,
    )
  }
  if (person.fullName === ERASED_NAME)
    throw new Refusal('conflict', 'organisation.already-erased', 'Dữ liệu cá nhân của người này đã được xóa từ trước.')
  if (person.isInOffice) {
    throw new Refusal(
      'conflict',
      'organisation.still-in-office',
      `${person.fullName} đang giữ hoặc sắp giữ chức vụ nên chưa xóa được. Chưa có gì bị thay đổi. Hãy kết thúc các chức vụ trước.`,
    )
  }
  return person
}
