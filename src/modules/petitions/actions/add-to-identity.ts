import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { identityAccess } from '../queries/identity-access.ts'
import { noSuchPetition } from '../rules/out-of-reach.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { refuseSenderInText } from '../rules/protected-sender.ts'
import { type DenouncerGiven, protectDenouncer } from './protect-denouncer.ts'
import type { Protection } from './protect-parts.ts'

/**
 * Adds to what is kept of a denouncer; nothing of it is shown, and nothing is replaced. For whoever may open the case.
 * Refuses `petition.nothing-to-protect`, and `petition.sender-in-text` when the open words of the case already name who is added.
 */
export function addToIdentity(
  database: Database,
  official: Official,
  {
    petitionId,
    given,
    uploadIds,
    protection,
  }: { petitionId: string; given: DenouncerGiven; uploadIds: readonly string[]; protection: Protection },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await sql`select from petition where id = ${petitionId} for update`.execute(transaction)
    const access = await identityAccess(transaction, official, petitionId, today)
    if (!access) throw noSuchPetition()
    refuseSenderInText({ form: access.title, senderName: access.content }, given)
    const added = await protectDenouncer(transaction, official, { petitionId, given, uploadIds, protection })
    if (added === 0) {
      const message = 'Chưa có gì để ghi. Hãy điền ít nhất một ô hoặc chọn tệp.'
      throw new Refusal('invalid', 'petition.nothing-to-protect', message, { senderName: message })
    }
    await recordChange(transaction, {
      official,
      action: 'petition.identity-added-to',
      subject: { kind: 'petition', id: petitionId },
      unitId: access.handlingUnitId,
      summary: `Ghi bổ sung vào kho bảo vệ người tố cáo – đơn số ${petitionNumber(access)}`,
      after: { parts: added },
    })
  })
}
