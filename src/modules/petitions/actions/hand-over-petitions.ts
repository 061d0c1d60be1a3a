import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Handover, WorkToHandOver } from '../../../platform/database/handover.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { possibleHandlers } from '../queries/petition.ts'
import { logOf } from '../queries/petition-log.ts'
import { afterEvent } from '../rules/legal-steps.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { standingFrom } from '../rules/petition-standing.ts'
import { appendEvent, writeStanding } from './write-petition.ts'
import '../queries/tables.ts'

/**
 * Open petitions on one handler's name go to another handler of the same unit; receipt, limits and all that was done stay. Whoever
 * hands over reads nothing of them. Refuses `petition.no-such-handler` when the other does not handle petitions there.
 */
export const petitionHandover: Handover = {
  title: 'Đơn thư đang xử lý',
  count: async (database, of) => (await openPetitions(database, of).execute()).length,
  handOver: async (transaction, official, { today, ...work }) => {
    const petitions = await openPetitions(transaction, work).forUpdate().execute()
    if (petitions.length === 0) return 0
    const handlers = await possibleHandlers(transaction, work.unitId, today)
    if (!handlers.some((handler) => handler.id === work.toPersonId)) {
      const message =
        'Người nhận không giữ chức vụ xử lý đơn ở đơn vị này nên chưa nhận được đơn thư. Hãy chọn người khác.'
      throw new Refusal('invalid', 'petition.no-such-handler', message, { toPersonId: message })
    }
    for (const petition of petitions) {
      const event = { kind: 'assigned', on: today, personId: work.toPersonId } as const
      const before = { ...standingFrom(await logOf(transaction, petition.id)), handlingUnitId: work.unitId }
      const standing = afterEvent(before, event, today)
      const words = { note: `Bàn giao công việc: ${work.note}` }
      await appendEvent(transaction, official, { petitionId: petition.id, event, standing, words })
      await writeStanding(transaction, official, petition.id, standing)
      await recordChange(transaction, {
        official,
        action: 'petition.handed-over',
        subject: { kind: 'petition', id: petition.id },
        unitId: work.unitId,
        summary: `Bàn giao xử lý – đơn số ${petitionNumber(petition)}`,
        after: { handlerPersonId: work.toPersonId },
      })
    }
    return petitions.length
  },
}

function openPetitions(database: Database, { unitId, fromPersonId }: Pick<WorkToHandOver, 'unitId' | 'fromPersonId'>) {
  return database
    .selectFrom('petition')
    .select(['id', 'number', 'year'])
    .where('handler_person_id', '=', fromPersonId)
    .where('handling_unit_id', '=', unitId)
    .where('ended_on', 'is', null)
    .orderBy('id')
}
