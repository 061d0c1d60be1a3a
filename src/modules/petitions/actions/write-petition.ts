import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Database, goOnWithout } from '../../../platform/database/database.ts'
import { insertRows } from '../../../platform/database/insert-rows.ts'
import { keptPlan } from '../../../platform/database/kept-plan.ts'
import { keptStatement, type Places } from '../../../platform/database/kept-statement.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { calendarInForce, type WorkingCalendar } from '../../calendar/index.ts'
import { filesPassedOn, passFilesOn } from '../../documents/index.ts'
import { type BarePetition, barePetitionById, petitionById } from '../queries/petition.ts'
import { columnsOf, logOf } from '../queries/petition-log.ts'
import { isInReach } from '../queries/reach.ts'
import { legalBasis } from '../rules/legal-basis.ts'
import { denunciationNotYours, noSuchPetition } from '../rules/out-of-reach.ts'
import type { PetitionEvent } from '../rules/petition-event.ts'
import type { Party } from '../rules/petition-grounds.ts'
import { isSuspended, type Standing, standingFrom, stateOf } from '../rules/petition-standing.ts'
import { followUps } from '../rules/running-limit.ts'
import { petitionDeadline } from './petition-deadline.ts'

/** What goes with an event into the log, besides what follows from it: words, its paper, who decided and who was told. */
export type EventWords = {
  note?: string
  body?: string
  documentNumber?: string
  documentOn?: CalendarDate | null
  decidedByPersonId?: string | null
  notified?: readonly Party[]
}

/**
 * The petition, locked until the transaction ends, with where it stands by its log. The official must hold the permission for the
 * unit that handles it, or (`orReceiver`) for the one that received it.
 * Refuses `petition.no-such-petition`, `petition.denunciation-not-yours`, and `petition.not-yours` when the official may read it but not do this with it.
 */
export async function petitionForUpdate(
  transaction: Database,
  official: Official,
  { id, permission, today, orReceiver }: { id: string; permission: string; today: CalendarDate; orReceiver?: boolean },
): Promise<{
  petition: BarePetition & { title: string; content: string }
  standing: Standing
  /** As it is in force while the petition is locked. */
  calendar: WorkingCalendar
}> {
  // Sent in one go: the server begins with the others once it has given the lock, and answers by what stands there then.
  const [, petition, log, calendar] = await Promise.all([
    lock(transaction, { id }),
    barePetitionById(transaction, official, id, today),
    logOf(transaction, id),
    calendarInForce(transaction),
  ])
  if (!petition) throw noSuchPetition()
  const { opened, title, content } = petition
  if (!opened || title === null || content === null) throw denunciationNotYours()
  const units = orReceiver ? [petition.handlingUnitId, petition.unitId] : [petition.handlingUnitId]
  if (!(await isInReach(transaction, official, permission, units, today))) {
    const named = await petitionById(transaction, official, id, today)
    const message = `Đơn đang do ${named?.handlingUnitName} xử lý; chức vụ của bạn không làm bước này ở đó.`
    throw new Refusal('not-allowed', 'petition.not-yours', message)
  }
  // The log says who handles it, and a reorganisation since hands it to the heir without an event: there the row knows.
  const standing = { ...standingFrom(log), handlingUnitId: petition.handlingUnitId }
  return { petition: { ...petition, title, content }, standing, calendar }
}

const lock = keptStatement((_, { id }: Places<{ id: string }>) => sql`select from petition where id = ${id} for update`)

/** The columns of the row that follow from the log (and, for the unit that handles it, from reorganisations since). */
export function derivedColumns(standing: Standing, calendar: WorkingCalendar) {
  if (standing.kind === null || standing.registeredOn === null)
    throw new Error('A petition is kept once it is registered and classified.')
  const counted = petitionDeadline(standing.limit, calendar)
  return {
    kind_code: standing.kind,
    channel_code: standing.channel,
    state: stateOf(standing),
    handling_unit_id: standing.handlingUnitId,
    handler_person_id: standing.handlerPersonId,
    received_on: standing.receivedOn,
    registered_on: standing.registeredOn,
    accepted_on: standing.acceptedOn,
    answered_on: standing.answeredOn,
    closed_on: standing.ended?.on ?? null,
    due_on: counted.known ? counted.deadline.due : null,
    nominal_due_on: counted.known ? counted.deadline.nominalDue : null,
    ...columnsOfTheCourse(standing),
    ...nextFollowUp(standing, calendar),
  }
}

/** What figures count and lists ask of the course of a petition. */
function columnsOfTheCourse(standing: Standing) {
  const { gaps, decision } = standing
  return {
    eligible: gaps === null ? null : gaps.length === 0,
    round: standing.round,
    first_petition_id: standing.firstPetitionId,
    separated_from_id: standing.separatedFromId,
    merged_into_id: standing.mergedIntoId,
    transfer_count: standing.hops,
    complexity_count: standing.complexity.length,
    extension_count: standing.extensions,
    suspended_on: isSuspended(standing) ? (standing.suspensions.at(-1)?.from ?? null) : null,
    dialogue_on: standing.dialogueOn,
    decided_on: decision === null ? null : standing.answeredOn,
    outcome: decision?.outcome ?? null,
    manner: decision?.manner ?? null,
    recommended: decision?.recommended ?? null,
    sent_on: standing.sentOn,
    published_on: standing.publishedOn,
    executed_on: standing.executedOn,
    reopened_on: standing.reopenedOn,
    urged_on: standing.urgedOn,
    replied_on: standing.repliedOn,
  }
}

/** The next thing that is due after a decision. */
function nextFollowUp(standing: Standing, calendar: WorkingCalendar) {
  const next = followUps(standing).find(({ doneOn }) => doneOn === null)
  const counted = next && petitionDeadline(next.limit, calendar)
  return {
    follow_up: next?.what ?? null,
    follow_up_due_on: counted?.known ? counted.deadline.due : null,
  }
}

export type EventToAppend = { petitionId: string; event: PetitionEvent; standing: Standing; words?: EventWords }

/** Adds an event to the end of the log. */
export async function appendEvent(transaction: Database, official: Official, given: EventToAppend): Promise<void> {
  await appendedAlone(transaction, eventColumns(official, given))
}

const appendedAlone = keptStatement((database, event: Places<EventRow>) => appended(database, event))

/** Adds an event to the end of the log. */
function appended(on: Pick<Database, 'insertInto'>, event: Places<EventRow>) {
  const { petition_id } = event
  const position = sql<number>`(select coalesce(max(position), 0) + 1 from petition_event where petition_id = ${petition_id})`
  return on.insertInto('petition_event').values({ ...event, position })
}

type EventRow = ReturnType<typeof eventColumns>

function eventColumns(official: Official, { petitionId, event, standing, words = {} }: EventToAppend) {
  return {
    petition_id: petitionId,
    ...columnsOf(event),
    note: words.note ?? '',
    body: words.body ?? '',
    document_number: words.documentNumber ?? '',
    document_on: words.documentOn ?? null,
    decided_by_person_id: words.decidedByPersonId ?? null,
    notified: [...(words.notified ?? [])],
    legal_basis: legalBasis(event.kind, standing.kind, event.on),
    recorded_by_account_id: official.accountId,
  }
}

/** Begins the logs of petitions that have just been registered, each with its events in their order. */
export async function beginLogs(
  transaction: Database,
  official: Official,
  petitions: readonly { petitionId: string; events: readonly PetitionEvent[]; standing: Standing }[],
): Promise<void> {
  const rows = petitions.flatMap(({ petitionId, events, standing }) =>
    events.map((event, index) => ({ ...eventColumns(official, { petitionId, event, standing }), position: index + 1 })),
  )
  await sql`${insertRows('petition_event', rows)} ${keptPlan}`.execute(transaction)
}

/** Brings the row to where the log says the petition stands; its files follow it to the unit that handles it. */
export async function writeStanding(
  transaction: Database,
  official: Official,
  petitionId: string,
  standing: Standing,
): Promise<void> {
  await passFilesOn(transaction, filesOf(petitionId, standing))
  const calendar = await calendarInForce(transaction)
  await standingAlone(transaction, standingColumns(official, { petitionId, standing, calendar }))
}

const standingAlone = keptStatement((database, columns: Places<StandingRow>) => standingWritten(database, columns))

/** Both at once, in one statement: the event at the end of the log, the row, and the unit that reads its files. */
export async function writeEvent(
  transaction: Database,
  official: Official,
  given: EventToAppend & { calendar?: WorkingCalendar | undefined },
): Promise<void> {
  const { petitionId, standing, calendar = await calendarInForce(transaction) } = given
  const columns = standingColumns(official, { petitionId, standing, calendar })
  await goOnWithout(transaction, stepWritten(transaction, columns, eventColumns(official, given)))
}

const stepWritten = keptStatement((database, columns: Places<StandingRow>, event: Places<EventRow>) => {
  const { id, handling_unit_id: handlingUnitId } = columns
  const writing = database
    .with('appended', (within) => appended(within, event))
    .with('passed', (within) => filesPassedOn(within, { subject: { kind: 'petition', id }, handlingUnitId }))
  return standingWritten(writing, columns)
})

const filesOf = (petitionId: string, { handlingUnitId }: Standing) => ({
  subject: { kind: 'petition' as const, id: petitionId },
  handlingUnitId,
})

function standingColumns(
  official: Official,
  { petitionId, standing, calendar }: { petitionId: string; standing: Standing; calendar: WorkingCalendar },
) {
  return { id: petitionId, changed_by_account_id: official.accountId, ...derivedColumns(standing, calendar) }
}

type StandingRow = ReturnType<typeof standingColumns>

function standingWritten(on: Pick<Database, 'updateTable'>, { id, ...columns }: Places<StandingRow>) {
  return on
    .updateTable('petition')
    .set({ ...columns, version: sql`version + 1`, changed_at: sql`now()` })
    .where('id', '=', id)
}

/** Keeps what the petition is searched by, beside it. A denunciation is not searched by what it says. */
export function writeSearch(transaction: Database, petitionId: string): Promise<void> {
  return goOnWithout(transaction, searchOfOne(transaction, { petitionId }))
}

const searchOfOne = keptStatement((_, { petitionId }: Places<{ petitionId: string }>) =>
  searchWritten(sql<SqlBool>`petition.id = ${petitionId}`),
)

/** The same for every petition for which the condition holds. */
export async function writeSearchWhere(transaction: Database, condition: RawBuilder<SqlBool>): Promise<void> {
  await sql`${searchWritten(condition)} ${keptPlan}`.execute(transaction)
}

const searchWritten = (condition: RawBuilder<SqlBool>) => sql`
  insert into petition_search (petition_id, kind_code, words)
  select id, kind_code, to_tsvector('simple', searchable(concat_ws(' ', title, content, sender_name, sender_address)))
  from petition where ${condition} and kind_code <> 'denunciation'
  on conflict (petition_id) do update set words = excluded.words`
