import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { KeyRing } from '../../../platform/encryption/key-ring.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type IdentityAccess, identityAccess } from '../queries/identity-access.ts'
import { possibleHandlers } from '../queries/petition.ts'
import { noSuchPetition } from '../rules/out-of-reach.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { refuseDenouncerNamed } from './refuse-denouncer-named.ts'

/** Refuses `petition.no-such-petition` for what is out of reach and `petition.not-head` for who does not head the unit that handles it. */
export async function caseOfHead(
  database: Database,
  official: Official,
  petitionId: string,
  today: CalendarDate,
): Promise<IdentityAccess> {
  const access = await identityAccess(database, official, petitionId, today)
  if (!access) throw noSuchPetition()
  if (access.heads) return access
  throw new Refusal(
    'not-allowed',
    'petition.not-head',
    'Chỉ lãnh đạo đơn vị đang xử lý đơn mới cấp, thu hồi quyền xem danh tính người tố cáo.',
  )
}

/**
 * Names somebody who may look at the identity in this one case, and why. The right ends when it is revoked, when the case goes on to
 * another unit, and when the person leaves their post.
 * Refuses `petition.no-such-handler` for who does not handle petitions in the unit, `petition.right-held` for who has the right
 * already, and a reason that names the denouncer (`petition.sender-in-text`).
 */
export function grantIdentityRight(
  database: Database,
  official: Official,
  { petitionId, personId, reason, keys }: { petitionId: string; personId: string; reason: string; keys: KeyRing },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await sql`select from petition where id = ${petitionId} for update`.execute(transaction)
    const access = await caseOfHead(transaction, official, petitionId, today)
    const handlers = await possibleHandlers(transaction, access.handlingUnitId, today)
    if (!handlers.some((handler) => handler.id === personId)) {
      const message = 'Người này không giữ chức vụ xử lý đơn ở đơn vị đang xử lý. Hãy chọn người khác.'
      throw new Refusal('invalid', 'petition.no-such-handler', message, { personId: message })
    }
    await refuseDenouncerNamed(transaction, keys, petitionId, { reason })
    // A right that another unit gave before the case came here is worth nothing and must not stand in the way.
    await sql`update identity_right set revoked_at = now(), revoked_by_account_id = ${official.accountId}
      where petition_id = ${petitionId} and person_id = ${personId} and revoked_at is null
        and unit_id <> ${access.handlingUnitId}`.execute(transaction)
    const granted = await transaction
      .insertInto('identity_right')
      .values({
        petition_id: petitionId,
        unit_id: access.handlingUnitId,
        person_id: personId,
        reason,
        granted_by_account_id: official.accountId,
        revoked_at: null,
        revoked_by_account_id: null,
      })
      .onConflict((conflict) =>
        conflict.columns(['petition_id', 'person_id']).where('revoked_at', 'is', null).doNothing(),
      )
      .returning('id')
      .executeTakeFirst()
    if (!granted) {
      const message = 'Người này đã có quyền xem danh tính trong đơn này.'
      throw new Refusal('invalid', 'petition.right-held', message, { personId: message })
    }
    await recordChange(transaction, {
      official,
      action: 'petition.identity-right-granted',
      subject: { kind: 'petition', id: petitionId },
      unitId: access.handlingUnitId,
      summary: `Cấp quyền xem danh tính người tố cáo – đơn số ${petitionNumber(access)}`,
      after: { rightId: granted.id, personId },
    })
  })
}

/** Takes the right back at once. Refuses `petition.no-such-right`. */
export function revokeIdentityRight(
  database: Database,
  official: Official,
  { petitionId, rightId }: { petitionId: string; rightId: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const access = await caseOfHead(transaction, official, petitionId, today)
    const { rows } = await sql<{ personId: string }>`
      update identity_right set revoked_at = now(), revoked_by_account_id = ${official.accountId}
      where id = ${rightId} and petition_id = ${petitionId} and revoked_at is null returning person_id as "personId"`.execute(
      transaction,
    )
    if (rows.length === 0)
      throw new Refusal('not-found', 'petition.no-such-right', 'Không có quyền này, hoặc quyền đã được thu hồi.')
    await recordChange(transaction, {
      official,
      action: 'petition.identity-right-revoked',
      subject: { kind: 'petition', id: petitionId },
      unitId: access.handlingUnitId,
      summary: `Thu hồi quyền xem danh tính người tố cáo – đơn số ${petitionNumber(access)}`,
      before: { rightId, personId: rows[0]?.personId },
    })
  })
}
