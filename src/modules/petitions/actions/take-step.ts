import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { possibleHandlers } from '../queries/petition.ts'
import { refuseIneligible } from '../rules/eligibility.ts'
import { afterEvent, type Step } from '../rules/legal-steps.ts'
import { EVENT_TITLES, type PetitionEvent } from '../rules/petition-event.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { refuseDenouncer } from '../rules/protected-sender.ts'
import { attachPetitionFiles } from './attach-petition-files.ts'
import { appendEvent, type EventWords, petitionForUpdate, writeStanding } from './write-petition.ts'

export type StepToTake = {
  petitionId: string
  event: Extract<PetitionEvent, { kind: Exclude<Step, 'classified'> }>
  words?: EventWords
  /** Stored files of the answer, by id. */
  files?: string[]
}

/** The permission that each step needs, for the unit that handles the petition. */
export const STEP_PERMISSIONS = {
  classified: 'petition.register',
  assigned: 'petition.assign',
  accepted: 'petition.answer',
  refused: 'petition.answer',
  guided: 'petition.answer',
  transferred: 'petition.answer',
  returned: 'petition.answer',
  filed: 'petition.answer',
  answered: 'petition.answer',
  withdrawn: 'petition.answer',
  closed: 'petition.answer',
} as const satisfies Record<Step, string>

/**
 * Takes the petition one step further and keeps log and row in agreement.
 * Refuses what `afterEvent` refuses, an acceptance without the sender's name and address (`petition.sender-missing`), a handler who
 * does not handle petitions in the unit (`petition.no-such-handler`), and whoever may not do this with this petition.
 */
export function takeStep(
  database: Database,
  official: Official,
  given: StepToTake,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { petitionId, event, words, files = [] } = given
    const permission = STEP_PERMISSIONS[event.kind]
    const { petition, standing: before } = await petitionForUpdate(transaction, official, {
      id: petitionId,
      permission,
      today,
    })
    const standing = afterEvent(before, event, today)
    if (event.kind === 'accepted') refuseIneligible(before.kind, petition)
    if (event.kind === 'assigned')
      await requireHandler(transaction, { unitId: before.handlingUnitId, personId: event.personId, today })
    refuseDenouncer({ kind: petition.kind, senderName: '', senderAddress: '', senderPhone: '', files })
    await appendEvent(transaction, official, { petitionId, event, standing, ...(words ? { words } : {}) })
    await writeStanding(transaction, official, petitionId, standing)
    if (files.length > 0)
      await attachPetitionFiles(transaction, official, { petition, part: 'tra-loi', storedFileIds: files })
    await recordChange(transaction, {
      official,
      action: `petition.${event.kind}`,
      subject: { kind: 'petition', id: petitionId },
      unitId: before.handlingUnitId,
      summary: `${EVENT_TITLES[event.kind]} – đơn số ${petitionNumber(petition)}`,
      after: { ...event },
    })
  })
}

async function requireHandler(
  transaction: Database,
  { unitId, personId, today }: { unitId: string; personId: string; today: CalendarDate },
): Promise<void> {
  const handlers = await possibleHandlers(transaction, unitId, today)
  if (handlers.some((handler) => handler.id === personId)) return
  const message = 'Người này không giữ chức vụ xử lý đơn ở đơn vị đang xử lý. Hãy chọn người khác.'
  throw new Refusal('invalid', 'petition.no-such-handler', message, { personId: message })
}
