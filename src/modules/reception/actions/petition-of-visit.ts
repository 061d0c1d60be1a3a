import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { registerPetition } from '../../petitions/index.ts'
import type { Visit } from '../queries/visits.ts'
import { visitForChange } from './record-visit.ts'

/**
 * Registers the letter that a visitor handed over, from what the register says already, so that nothing is typed twice: kind, day,
 * sender and number of people come from the visit. Answers the id of the petition. A denunciation takes no sender along: there is none.
 * Refuses `reception.visit-has-petition-already`, `reception.visit-was-refused`, and what registering a petition refuses.
 */
export function registerPetitionOfVisit(
  database: Database,
  official: Official,
  { visitId, title, content, today }: { visitId: string; title: string; content: string; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const visit = await visitForChange(transaction, official, visitId, today)
    requireNoPetition(visit)
    const [first] = visit.visitors
    const petitionId = await registerPetition(
      transaction,
      official,
      {
        kind: visit.kind,
        channel: 'reception',
        receivedOn: visit.heldOn,
        unitId: visit.unitId,
        behalfUnitId: null,
        forwardedBy: '',
        title,
        content,
        senderName: first?.fullName ?? '',
        senderAddress: first?.address ?? '',
        senderPhone: '',
        signatoryCount: visit.personCount,
        files: [],
      },
      today,
    )
    await transaction
      .updateTable('reception_visit')
      .set({ petition_id: petitionId, version: visit.version + 1 })
      .where('id', '=', visitId)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'reception.petition-registered',
      subject: { kind: 'reception-visit', id: visitId },
      unitId: visit.unitId,
      summary: `Vào sổ đơn từ lượt tiếp ngày ${formatCalendarDate(visit.heldOn)}`,
      after: { petitionId },
    })
    return petitionId
  })
}

function requireNoPetition(visit: Visit): void {
  if (visit.petitionId !== null) {
    throw new Refusal('conflict', 'reception.visit-has-petition-already', 'Lượt tiếp này đã có đơn vào sổ.')
  }
  if (visit.outcome === 'refused') {
    throw new Refusal(
      'conflict',
      'reception.visit-was-refused',
      'Lượt này bị từ chối tiếp nên không nhận đơn từ lượt này.',
    )
  }
}
