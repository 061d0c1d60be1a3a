import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

export const SESSIONS_PER_PAGE = 50

/** Visits, persons and cases of a session; whoever was refused was not received. */
const counts = sql<{ visits: number; persons: number; cases: number; petitions: number }>`(
  select json_build_object('visits', count(*)::int, 'persons', coalesce(sum(visit.person_count), 0)::int,
    'cases', count(distinct coalesce(visit.first_visit_id, visit.id))::int, 'petitions', count(visit.petition_id)::int)
  from reception_visit visit where visit.session_id = session.id and visit.outcome is distinct from 'refused')`

function sessionRows(database: Database, official: Official, permission: string, today: CalendarDate) {
  return database
    .selectFrom('reception_session as session')
    .select([
      'session.id',
      'session.unit_id as unitId',
      'session.day_id as dayId',
      'session.activity_id as activityId',
      'session.kind',
      'session.receiver',
      'session.received_by as receivedBy',
      'session.held_on as heldOn',
      'session.place',
      'session.mode',
      'session.note',
      'session.withdrawn_on as withdrawnOn',
      'session.withdrawn_reason as withdrawnReason',
      'session.illustration',
      'session.version',
      sql<string>`unit_name_on(session.unit_id, session.held_on)`.as('unitName'),
      counts.as('counts'),
    ])
    .where('session.unit_id', 'in', unitsUnder(unitsFor(official, permission), today))
}

export type SessionFilter = {
  unitId?: string | undefined
  from?: CalendarDate | undefined
  to?: CalendarDate | undefined
  /** Where the page before ended: `day_id`. */
  after?: string | undefined
}

/** Sessions within the official's reach, the latest first: one page of 50 with the cursor of the next. */
export async function sessions(database: Database, official: Official, filter: SessionFilter, today: CalendarDate) {
  let query = sessionRows(database, official, 'reception.read', today)
    .where('session.withdrawn_on', 'is', null)
    .orderBy('session.held_on', 'desc')
    .orderBy('session.id', 'desc')
    .limit(SESSIONS_PER_PAGE + 1)
  if (filter.unitId) query = query.where('session.unit_id', 'in', unitsUnder([filter.unitId], today))
  if (filter.from) query = query.where('session.held_on', '>=', filter.from)
  if (filter.to) query = query.where('session.held_on', '<=', filter.to)
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(filter.after ?? '')
  if (cursor) {
    query = query.where(sql<boolean>`(session.held_on, session.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`)
  }
  const rows = await query.execute()
  const page = rows.slice(0, SESSIONS_PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > SESSIONS_PER_PAGE && last ? `${last.heldOn}_${last.id}` : null }
}

/** One session; undefined when it is not there or out of reach of the permission. */
export function sessionById(
  database: Database,
  official: Official,
  { id, permission = 'reception.read', today }: { id: string; permission?: string; today: CalendarDate },
) {
  return sessionRows(database, official, permission, today).where('session.id', '=', id).executeTakeFirst()
}

export type Session = NonNullable<Awaited<ReturnType<typeof sessionById>>>
