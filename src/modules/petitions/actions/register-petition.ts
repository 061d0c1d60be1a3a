import { sql } from 'kysely'
import { type Change, recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, goOnWithout, inTransaction } from '../../../platform/database/database.ts'
import { keptStatement, type Places } from '../../../platform/database/kept-statement.ts'
import { type CalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { calendarInForce, type WorkingCalendar } from '../../calendar/index.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { isInReach } from '../queries/reach.ts'
import { afterEvent } from '../rules/legal-steps.ts'
import type { PetitionEvent } from '../rules/petition-event.ts'
import { PETITION_KINDS, type PetitionChannel, type PetitionKind, petitionNumber } from '../rules/petition-kind.ts'
import type { Standing } from '../rules/petition-standing.ts'
import { refuseDenouncer, refuseSenderInText, type Sender } from '../rules/protected-sender.ts'
import { attachPetitionFiles } from './attach-petition-files.ts'
import { protectDenouncer } from './protect-denouncer.ts'
import type { Protection } from './protect-parts.ts'
import { type DenouncedGiven, recordDenounced } from './record-denounced.ts'
import { beginLogs, derivedColumns, writeSearch } from './write-petition.ts'

export type PetitionToRegister = Sender & {
  kind: PetitionKind
  channel: PetitionChannel
  receivedOn: CalendarDate
  unitId: string
  /** The body on whose behalf it was received, or null for the unit's own. */
  behalfUnitId: string | null
  /** The body or person who passed it on; empty when the sender sent it directly. */
  forwardedBy: string
  title: string
  content: string
  /** People who signed it. */
  signatoryCount: number
  /** Stored files to attach, by id; with a denunciation, files that were sealed as they came in. */
  files: string[]
  /** For a denunciation: how the sender wishes to be reached, and what was said word for word. Kept apart with the identity. */
  senderContact?: string
  originalWords?: string
  /** For a denunciation: who is denounced, and the unit that takes it over when that is the one which registers it. */
  denounced?: DenouncedGiven
  /** Words that mark a record made for the demonstration. */
  illustration?: string
}

/**
 * Registers a petition today under the next number of its unit and year, and answers its id.
 * With `protection`, the identity and the files of a denunciation go to the protected store in the same transaction; without it they
 * are refused (`petition.denouncer-not-written-here`). Refuses words that name the denouncer (`petition.sender-in-text`), a day of
 * receipt in the future and a unit that is not the official's (`petition.not-your-unit`). What is refused uses up no number.
 */
export function registerPetition(
  database: Database,
  official: Official,
  given: PetitionToRegister,
  today: CalendarDate,
  protection: Protection | null = null,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    refuseOpenDenouncer(given, protection)
    const received = receiptOf(given)
    const afterReceipt = afterEvent(null, received, today)
    await refuseUnitOfOthers(transaction, official, given.unitId, today)
    const year = yearOf(today)
    // Sent in one go: where the unit has ended, the number goes back with all else.
    const [, number, calendar] = await Promise.all([
      refuseEndedUnit(transaction, given.unitId, today),
      nextNumber(transaction, given.unitId, year),
      calendarInForce(transaction),
    ])
    const registered: PetitionEvent = { kind: 'registered', on: today, number }
    const classified: PetitionEvent = { kind: 'classified', on: today, petitionKind: given.kind }
    const standing = afterEvent(afterEvent(afterReceipt, registered, today), classified, today)
    const petitionId = await insertPetition(transaction, official, { given, standing, year, number, calendar })
    const events = [received, registered, classified]
    await goOnWithout(transaction, beginLogs(transaction, official, [{ petitionId, events, standing }]))
    await writeSearch(transaction, petitionId)
    const { handlingUnitId } = standing
    const petition = { id: petitionId, unitId: given.unitId, handlingUnitId, number: registered.number, year }
    if (given.kind !== 'denunciation')
      await attachPetitionFiles(transaction, official, { petition, part: 'don', storedFileIds: given.files })
    await recordChange(transaction, registration(official, given, petition))
    if (given.kind === 'denunciation')
      await keepDenouncerAndDenounced(transaction, official, { petition, standing, given, protection, today })
    return petitionId
  })
}

export function receiptOf({ receivedOn, unitId, channel }: PetitionToRegister): PetitionEvent {
  return { kind: 'received', on: receivedOn, unitId, channel }
}

/** Refuses `petition.not-your-unit`. */
export async function refuseUnitOfOthers(
  transaction: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<void> {
  if (!(await isInReach(transaction, official, 'petition.register', [unitId], today))) {
    const message = 'Bạn không được vào sổ đơn cho đơn vị này. Hãy chọn đơn vị của mình.'
    throw new Refusal('invalid', 'petition.not-your-unit', message, { unitId: message })
  }
}

/** What the trail says of a registration. It can't be changed afterwards: nothing of what the petition says or who sent it ever goes into it. */
export function registration(
  official: Official,
  { kind, channel, receivedOn, unitId }: PetitionToRegister,
  { id, number, year }: { id: string; number: number; year: number },
): Change {
  return {
    ...{ official, action: 'petition.registered', subject: { kind: 'petition', id }, unitId },
    summary: `Vào sổ đơn ${PETITION_KINDS[kind].toLowerCase()} số ${petitionNumber({ number, year })}`,
    after: { kind, channel, receivedOn, number, year },
  }
}

/** Refuses `petition.denouncer-not-written-here` without a store to protect it in, and `petition.sender-in-text`. */
function refuseOpenDenouncer(given: PetitionToRegister, protection: Protection | null): void {
  if (protection === null) refuseDenouncer(given)
  if (given.kind !== 'denunciation') return
  const { title, content, forwardedBy } = given
  refuseSenderInText({ title, content, forwardedBy }, given)
}

/** Last of all: the unit that registers it may lose it by this. */
async function keepDenouncerAndDenounced(
  transaction: Database,
  official: Official,
  {
    petition,
    standing,
    given,
    protection,
    today,
  }: {
    petition: { id: string; unitId: string; number: number; year: number }
    standing: Standing
    given: PetitionToRegister
    protection: Protection | null
    today: CalendarDate
  },
): Promise<void> {
  if (protection) {
    const uploadIds = given.files
    await protectDenouncer(transaction, official, { petitionId: petition.id, given, uploadIds, protection })
  }
  if (given.denounced)
    await recordDenounced(transaction, official, { petition, standing, denounced: given.denounced, today })
}

/**
 * The next number of the unit in the year, or the last of the next `count`. Others wait for it until this transaction ends; when it fails
 * the numbers go back.
 */
export async function nextNumber(transaction: Database, unitId: string, year: number, count = 1): Promise<number> {
  const [numbering] = await numbersTaken(transaction, { unitId, year, count })
  if (!numbering) throw new Error('No number was given.')
  return numbering.last_number
}

const numbersTaken = keptStatement((database, asked: Places<{ unitId: string; year: number; count: number }>) =>
  database
    .insertInto('petition_numbering')
    .values({ unit_id: asked.unitId, year: asked.year, last_number: asked.count })
    .onConflict((conflict) =>
      conflict.columns(['unit_id', 'year']).doUpdateSet((row) => ({
        last_number: sql`${row.ref('petition_numbering.last_number')} + excluded.last_number`,
      })),
    )
    .returning('last_number'),
)

async function insertPetition(transaction: Database, official: Official, row: RowOfPetition): Promise<string> {
  const [inserted] = await petitionInserted(transaction, petitionColumns(official, row))
  if (!inserted) throw new Error('The petition was not inserted.')
  return inserted.id
}

const petitionInserted = keptStatement((database, row: Places<ReturnType<typeof petitionColumns>>) =>
  database.insertInto('petition').values(row).returning('id'),
)

type RowOfPetition = {
  given: PetitionToRegister
  standing: Standing
  year: number
  number: number
  calendar: WorkingCalendar
}

/** The row of a petition as it is registered. */
export function petitionColumns(official: Official, { given, standing, year, number, calendar }: RowOfPetition) {
  return {
    unit_id: given.unitId,
    behalf_unit_id: given.behalfUnitId,
    number,
    year,
    ...derivedColumns(standing, calendar),
    forwarded_by: given.forwardedBy,
    title: given.title,
    content: given.content,
    // Who denounces stands nowhere but in the protected store.
    sender_name: given.kind === 'denunciation' ? '' : given.senderName,
    sender_address: given.kind === 'denunciation' ? '' : given.senderAddress,
    sender_phone: given.kind === 'denunciation' ? '' : given.senderPhone,
    signatory_count: given.signatoryCount,
    illustration: given.illustration ?? null,
    created_by_account_id: official.accountId,
    changed_by_account_id: official.accountId,
  }
}
