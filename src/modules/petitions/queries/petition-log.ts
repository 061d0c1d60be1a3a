import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely'
import type { Database, Tables } from '../../../platform/database/database.ts'
import { keptStatement, type Places } from '../../../platform/database/kept-statement.ts'
import type { PetitionEvent } from '../rules/petition-event.ts'
import type { EventDetails } from './tables.ts'

type EventRow = Selectable<Tables['petition_event']>
type StoredEvent = Pick<
  EventRow,
  | 'kind'
  | 'happened_on'
  | 'kind_code'
  | 'channel_code'
  | 'unit_id'
  | 'person_id'
  | 'number'
  | 'related_petition_id'
  | 'details'
>

/** The log of one petition, oldest first: all that its state follows from. */
export async function logOf(database: Database, petitionId: string): Promise<PetitionEvent[]> {
  return (await logsOf(database, [petitionId])).get(petitionId) ?? []
}

/** The logs of several petitions by their ids, each oldest first. */
export async function logsOf(
  database: Database,
  petitionIds: readonly string[],
): Promise<ReadonlyMap<string, PetitionEvent[]>> {
  const rows = await eventsOf(database, { petitionIds })
  const logs = new Map<string, PetitionEvent[]>()
  for (const { petition_id, ...row } of rows) {
    const log = logs.get(petition_id)
    if (log) log.push(eventIn(row))
    else logs.set(petition_id, [eventIn(row)])
  }
  return logs
}

const eventsOf = keptStatement((database, { petitionIds }: Places<{ petitionIds: readonly string[] }>) =>
  database
    .selectFrom('petition_event')
    .select(['petition_id', 'kind', 'happened_on', 'kind_code', 'channel_code', 'unit_id', 'person_id', 'number'])
    .select(['related_petition_id', 'details'])
    .where(sql<SqlBool>`petition_id = any(${petitionIds}::bigint[])`)
    .orderBy('petition_id')
    .orderBy('position'),
)

/** An event as it stands in its row. */
export function eventIn(row: StoredEvent): PetitionEvent {
  const { happened_on: on, details } = row
  switch (row.kind) {
    case 'received':
      return { kind: row.kind, on, unitId: kept(row.unit_id), channel: kept(row.channel_code) }
    case 'registered':
      return { kind: row.kind, on, number: kept(row.number) }
    case 'classified':
      return { kind: row.kind, on, petitionKind: kept(row.kind_code) }
    case 'corrected':
      return { kind: row.kind, on, channel: kept(row.channel_code) }
    case 'assigned':
      return { kind: row.kind, on, personId: kept(row.person_id) }
    case 'transferred':
      return { kind: row.kind, on, toUnitId: row.unit_id, ...(details.goesUp ? { goesUp: true } : {}) }
    case 'split':
      return { kind: row.kind, on, partPetitionId: kept(row.related_petition_id) }
    case 'separated':
      return { kind: row.kind, on, fromPetitionId: kept(row.related_petition_id) }
    case 'merged':
      return { kind: row.kind, on, intoPetitionId: kept(row.related_petition_id) }
    case 'second-round':
      return { kind: row.kind, on, firstPetitionId: row.related_petition_id }
    default:
      return eventOfProcedure(row.kind, on, details)
  }
}

type KindOfProcedure = Exclude<
  PetitionEvent['kind'],
  | 'received'
  | 'registered'
  | 'classified'
  | 'corrected'
  | 'assigned'
  | 'transferred'
  | 'split'
  | 'separated'
  | 'merged'
  | 'second-round'
>

function eventOfProcedure(kind: KindOfProcedure, on: string, details: EventDetails): PetitionEvent {
  switch (kind) {
    case 'examined':
      return { kind, on, gaps: kept(details.gaps) }
    case 'accepted':
      return { kind, on, ...(details.remote ? { remote: true } : {}) }
    case 'found-complex':
      return { kind, on, criteria: kept(details.criteria) }
    case 'suspended':
      return { kind, on, ground: kept(details.suspensionGround) }
    case 'stopped':
      return { kind, on, ground: kept(details.stopGround) }
    case 'dialogue-held':
      return { kind, on, ...(details.absent ? { absent: true } : {}) }
    case 'decided':
      return {
        kind,
        on,
        outcome: kept(details.outcome),
        manner: kept(details.manner),
        ...(details.recommended ? { recommended: details.recommended } : {}),
      }
    case 'withdrawn':
      return { kind, on, ...(details.extent ? { extent: details.extent } : {}) }
    case 'reopened':
      return { kind, on, ground: kept(details.reopeningGround) }
    case 'appealed':
      return { kind, on, to: kept(details.appeal) }
    default:
      return { kind, on }
  }
}

/** The columns that an event fills. */
export function columnsOf(event: PetitionEvent): Pick<Insertable<Tables['petition_event']>, keyof StoredEvent> {
  return {
    kind: event.kind,
    happened_on: event.on,
    kind_code: event.kind === 'classified' ? event.petitionKind : null,
    channel_code: event.kind === 'received' || event.kind === 'corrected' ? event.channel : null,
    unit_id: event.kind === 'received' ? event.unitId : event.kind === 'transferred' ? event.toUnitId : null,
    person_id: event.kind === 'assigned' ? event.personId : null,
    number: event.kind === 'registered' ? event.number : null,
    related_petition_id: relatedPetition(event),
    details: detailsOf(event),
  }
}

function relatedPetition(event: PetitionEvent): string | null {
  switch (event.kind) {
    case 'split':
      return event.partPetitionId
    case 'separated':
      return event.fromPetitionId
    case 'merged':
      return event.intoPetitionId
    case 'second-round':
      return event.firstPetitionId
    default:
      return null
  }
}

function detailsOf(event: PetitionEvent): EventDetails {
  switch (event.kind) {
    case 'transferred':
      return event.goesUp ? { goesUp: true } : {}
    case 'examined':
      return { gaps: event.gaps }
    case 'accepted':
      return event.remote ? { remote: true } : {}
    case 'found-complex':
      return { criteria: event.criteria }
    case 'suspended':
      return { suspensionGround: event.ground }
    case 'stopped':
      return { stopGround: event.ground }
    case 'dialogue-held':
      return event.absent ? { absent: true } : {}
    case 'decided':
      return {
        outcome: event.outcome,
        manner: event.manner,
        ...(event.recommended ? { recommended: event.recommended } : {}),
      }
    case 'withdrawn':
      return event.extent ? { extent: event.extent } : {}
    case 'reopened':
      return { reopeningGround: event.ground }
    case 'appealed':
      return { appeal: event.to }
    default:
      return {}
  }
}

function kept<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined)
    throw new Error('An event in the log of a petition lacks what it is about.')
  return value
}
