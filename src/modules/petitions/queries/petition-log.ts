import type { Insertable, Selectable } from 'kysely'
import type { Database, Tables } from '../../../platform/database/database.ts'
import type { PetitionEvent } from '../rules/petition-event.ts'
import './tables.ts'

type EventRow = Selectable<Tables['petition_event']>
type StoredEvent = Pick<
  EventRow,
  'kind' | 'happened_on' | 'kind_code' | 'channel_code' | 'unit_id' | 'person_id' | 'number'
>

/** The log of one petition, oldest first: all that its state follows from. */
export async function logOf(database: Database, petitionId: string): Promise<PetitionEvent[]> {
  const rows = await database
    .selectFrom('petition_event')
    .select(['kind', 'happened_on', 'kind_code', 'channel_code', 'unit_id', 'person_id', 'number'])
    .where('petition_id', '=', petitionId)
    .orderBy('position')
    .execute()
  return rows.map(eventIn)
}

/** An event as it stands in its row. */
function eventIn(row: StoredEvent): PetitionEvent {
  const on = row.happened_on
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
      return { kind: row.kind, on, toUnitId: row.unit_id }
    default:
      return { kind: row.kind, on }
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
  }
}

function kept<Value>(value: Value | null): Value {
  if (value === null) throw new Error('An event in the log of a petition lacks what it is about.')
  return value
}
