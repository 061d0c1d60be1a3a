import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { isStale, refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { petitionById } from '../queries/petition.ts'
import { afterEvent } from '../rules/legal-steps.ts'
import type { PetitionEvent } from '../rules/petition-event.ts'
import { petitionFormValues } from '../rules/petition-form-values.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { refuseDenouncer } from '../rules/protected-sender.ts'
import { attachPetitionFiles } from './attach-petition-files.ts'
import type { PetitionToRegister } from './register-petition.ts'
import { appendEvent, petitionForUpdate, writeSearch, writeStanding } from './write-petition.ts'

export type PetitionToChange = Omit<PetitionToRegister, 'kind' | 'unitId' | 'illustration'>

/**
 * Mends what was written down of a petition. Another day of receipt or channel goes into the log as a correction, since limits
 * follow from it. `version` is the one the person saw; when anything was saved since, throws StaleEdit.
 * Refuses as `registerPetition` does, and a correction once the petition was answered or ended.
 */
export function changePetition(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: PetitionToChange; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { petition, standing: before } = await petitionForUpdate(transaction, official, {
      id,
      permission: 'petition.register',
      today,
    })
    if (isStale(version, petition)) {
      const { changedBy = null } = (await petitionById(transaction, official, id, today)) ?? {}
      refuseStaleEdit(version, { ...petition, changedBy }, () => petitionFormValues(petition))
    }
    refuseDenouncer({ ...given, kind: petition.kind })
    let standing = before
    if (given.receivedOn !== before.receivedOn || given.channel !== before.channel) {
      const event: PetitionEvent = { kind: 'corrected', on: given.receivedOn, channel: given.channel }
      standing = afterEvent(before, event, today)
      await appendEvent(transaction, official, { petitionId: id, event, standing })
    }
    await transaction
      .updateTable('petition')
      .set({
        behalf_unit_id: given.behalfUnitId,
        forwarded_by: given.forwardedBy,
        title: given.title,
        content: given.content,
        sender_name: given.senderName,
        sender_address: given.senderAddress,
        sender_phone: given.senderPhone,
        signatory_count: given.signatoryCount,
      })
      .where('id', '=', id)
      .execute()
    await writeStanding(transaction, official, id, standing)
    await writeSearch(transaction, id)
    await attachPetitionFiles(transaction, official, { petition, part: 'don', storedFileIds: given.files })
    await recordChange(transaction, {
      official,
      action: 'petition.changed',
      subject: { kind: 'petition', id },
      unitId: petition.unitId,
      summary: `Sửa thông tin đơn số ${petitionNumber(petition)}`,
    })
  })
}
