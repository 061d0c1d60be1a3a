import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { acceptInvitation, createAccount } from '../../identity/index.ts'
import '../queries/tables.ts'

export type Founding = {
  fullName: string
  userName: string
  password: string
  /** The body at the top of this installation, such as “Tỉnh Hậu Giang”. */
  provinceName: string
  provinceCode: string
}

/**
 * Begins an empty system: the province, its first administrator and the post that joins them. Uses the one-time link up.
 * Refuses `identity.link-used` and unusable user names and passwords.
 */
export async function foundProvince(
  database: Database,
  token: string,
  given: Founding,
  { now, today }: { now: Date; today: CalendarDate },
): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await acceptInvitation(transaction, token, now)
    const unit = await transaction
      .insertInto('unit')
      .values({ code: given.provinceCode, illustration: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await transaction
      .insertInto('unit_version')
      .values({
        unit_id: unit.id,
        name: given.provinceName,
        short_name: given.provinceName,
        kind_code: 'province',
        parent_unit_id: null,
        place_name: null,
        issuer_code: null,
        valid_from: today,
        valid_to: null,
      })
      .execute()
    const person = await transaction
      .insertInto('person')
      .values({ full_name: given.fullName, illustration: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await transaction
      .insertInto('post')
      .values({
        person_id: person.id,
        unit_id: unit.id,
        title: 'Quản trị hệ thống',
        role_code: 'administrator',
        valid_from: today,
        valid_to: null,
      })
      .execute()
    const accountId = await createAccount(transaction, {
      userName: given.userName,
      personId: person.id,
      password: given.password,
    })
    await recordChange(transaction, {
      official: null,
      action: 'organisation.province-founded',
      subject: { kind: 'account', id: accountId },
      unitId: unit.id,
      summary: `Tạo ${given.provinceName} và người quản trị đầu tiên ${given.fullName}`,
    })
  })
}
