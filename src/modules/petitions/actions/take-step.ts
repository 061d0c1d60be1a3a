import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { KeyRing } from '../../../platform/encryption/key-ring.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { WorkingCalendar } from '../../calendar/index.ts'
import { type BarePetition, possibleHandlers } from '../queries/petition.ts'
import { parentOf, possibleDeciders } from '../queries/unit-of-petition.ts'
import { refuseIneligible } from '../rules/eligibility.ts'
import { afterEvent, type Step } from '../rules/legal-steps.ts'
import { EVENT_TITLES, type PetitionEvent } from '../rules/petition-event.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import type { Standing } from '../rules/petition-standing.ts'
import { refuseDenouncer } from '../rules/protected-sender.ts'
import { attachPetitionFiles } from './attach-petition-files.ts'
import { refuseDenouncerNamed } from './refuse-denouncer-named.ts'
import { type EventWords, petitionForUpdate, writeEvent } from './write-petition.ts'

/** Steps that concern this petition alone; the others have an action of their own. */
export type StepAlone = Exclude<Step, 'classified' | 'merged' | 'split' | 'second-round'>

export type StepToTake = {
  petitionId: string
  event: Extract<PetitionEvent, { kind: StepAlone }>
  words?: EventWords
  /** Stored files of the answer, by id. */
  files?: string[]
}

/** The permission that each step needs, for the unit that handles the petition. */
export const STEP_PERMISSIONS = {
  classified: 'petition.register',
  assigned: 'petition.assign',
  examined: 'petition.answer',
  accepted: 'petition.answer',
  'found-complex': 'petition.answer',
  extended: 'petition.answer',
  suspended: 'petition.answer',
  resumed: 'petition.answer',
  stopped: 'petition.answer',
  'dialogue-held': 'petition.answer',
  decided: 'petition.answer',
  refused: 'petition.answer',
  guided: 'petition.answer',
  'guided-to-split': 'petition.answer',
  split: 'petition.register',
  merged: 'petition.answer',
  unmerged: 'petition.answer',
  'second-round': 'petition.answer',
  transferred: 'petition.answer',
  returned: 'petition.answer',
  filed: 'petition.answer',
  answered: 'petition.answer',
  sent: 'petition.answer',
  published: 'petition.answer',
  executed: 'petition.answer',
  withdrawn: 'petition.answer',
  reopened: 'petition.assign',
  appealed: 'petition.answer',
  urged: 'petition.assign',
  replied: 'petition.answer',
  closed: 'petition.answer',
} as const satisfies Record<Step, string>

/**
 * Takes the petition one step further and keeps log and row in agreement.
 * Refuses what `afterEvent` refuses, an acceptance without the sender's name and address (`petition.sender-missing`), a handler who
 * does not handle petitions in the unit (`petition.no-such-handler`), somebody who decides nothing there (`petition.no-such-decider`),
 * and whoever may not do this with this petition. With `keys`, words that somebody wrote for this petition are refused when they name
 * who denounces (`petition.sender-in-text`): only after it is known that the writer may take the step, so that nobody else can try names.
 */
export function takeStep(
  database: Database,
  official: Official,
  given: StepToTake,
  today: CalendarDate,
  keys: KeyRing | null = null,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { petitionId, words, files = [] } = given
    const {
      petition,
      standing: before,
      calendar,
    } = await petitionForUpdate(transaction, official, {
      id: petitionId,
      permission: STEP_PERMISSIONS[given.event.kind],
      today,
    })
    if (keys && petition.isProtected) {
      const { note = '', body = '' } = words ?? {}
      await refuseDenouncerNamed(transaction, keys, petitionId, { note, body })
    }
    const event = await withWayUp(transaction, before, given.event, today)
    if (event.kind === 'accepted') {
      // What the law refuses for the petition itself comes before what its sender lacks.
      afterEvent(before, event, today)
      refuseIneligible(before.kind, petition)
    }
    if (event.kind === 'assigned')
      await requireHandler(transaction, { unitId: before.handlingUnitId, personId: event.personId, today })
    refuseDenouncer({ kind: petition.kind, senderName: '', senderAddress: '', senderPhone: '', files })
    await writeStep(transaction, official, { petition, before, event, ...(words ? { words } : {}), today, calendar })
    if (files.length > 0)
      await attachPetitionFiles(transaction, official, { petition, part: 'tra-loi', storedFileIds: files })
  })
}

/** Writes one more event, if it is allowed: into the log, the row and the trail. */
export async function writeStep(
  transaction: Database,
  official: Official,
  {
    petition,
    before,
    event,
    words,
    today,
    calendar,
  }: {
    petition: Pick<BarePetition, 'id' | 'number' | 'year'>
    before: Standing
    event: PetitionEvent
    words?: EventWords
    today: CalendarDate
    /** Where it was read with the petition; else it is read now. */
    calendar?: WorkingCalendar
  },
): Promise<void> {
  const standing = afterEvent(before, event, today)
  if (words?.decidedByPersonId)
    await requireDecider(transaction, { unitId: before.handlingUnitId, personId: words.decidedByPersonId, today })
  await writeEvent(transaction, official, {
    petitionId: petition.id,
    event,
    standing,
    calendar,
    ...(words ? { words } : {}),
  })
  await recordChange(transaction, {
    official,
    action: `petition.${event.kind}`,
    subject: { kind: 'petition', id: petition.id },
    unitId: before.handlingUnitId,
    summary: `${EVENT_TITLES[event.kind]} – đơn số ${petitionNumber(petition)}`,
    after: { ...event },
  })
}

/** A transfer says whether it goes to the unit above, so that the log alone tells later whether it was allowed. */
async function withWayUp(
  transaction: Database,
  { handlingUnitId }: Standing,
  event: StepToTake['event'],
  today: CalendarDate,
): Promise<StepToTake['event']> {
  if (event.kind !== 'transferred' || event.toUnitId === null) return event
  const parent = await parentOf(transaction, handlingUnitId, today)
  return parent === null || parent.id === event.toUnitId ? { ...event, goesUp: true } : event
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

async function requireDecider(
  transaction: Database,
  { unitId, personId, today }: { unitId: string; personId: string; today: CalendarDate },
): Promise<void> {
  const deciders = await possibleDeciders(transaction, unitId, today)
  if (deciders.some((decider) => decider.id === personId)) return
  const message =
    'Người này không phải lãnh đạo của đơn vị đang xử lý hoặc của cấp trên trực tiếp. Hãy chọn người khác.'
  throw new Refusal('invalid', 'petition.no-such-decider', message, { decidedByPersonId: message })
}
