import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { RefusalGroundCode } from '../rules/refusal-ground.ts'
import type { Visitor } from '../rules/visit.ts'
import './tables.ts'

/** The most rows that one print or file of the register holds. */
export const REGISTER_ROWS_AT_ONCE = 2_000

/** The units for whose own register the official writes: there alone the content of a denunciation is read. */
export const ownRegisters = (official: Official): string[] =>
  official.posts.filter((post) => post.permissions.includes('reception.record')).map((post) => post.unitId)

const visitors = sql<Visitor[]>`(
  select coalesce(json_agg(json_build_object('fullName', visitor.full_name, 'address', visitor.address, 'idNumber', visitor.id_number)
    order by visitor.position), '[]') from reception_visitor visitor where visitor.visit_id = visit.id)`

function visitRows(database: Database, official: Official, permission: string, today: CalendarDate) {
  return database
    .selectFrom('reception_visit as visit')
    .innerJoin('reception_session as session', 'session.id', 'visit.session_id')
    .select([
      'visit.id',
      'visit.session_id as sessionId',
      'visit.position',
      'visit.kind',
      'visit.content',
      'visit.person_count as personCount',
      'visit.first_visit_id as firstVisitId',
      'visit.resolved_by as resolvedBy',
      'visit.within_competence as withinCompetence',
      'visit.outcome',
      'visit.other_body as otherBody',
      'visit.document_number as documentNumber',
      sql<RefusalGroundCode | null>`visit.refusal_ground`.as('refusalGround'),
      'visit.refused_on as refusedOn',
      'visit.refusal_due_on as refusalDueOn',
      'visit.papers',
      'visit.answer_due_on as answerDueOn',
      'visit.result',
      'visit.result_on as resultOn',
      'visit.note',
      'visit.petition_id as petitionId',
      'visit.illustration',
      'visit.version',
      'session.unit_id as unitId',
      'session.held_on as heldOn',
      'session.kind as sessionKind',
      'session.received_by as receivedBy',
      sql<string>`unit_name_on(session.unit_id, session.held_on)`.as('unitName'),
      visitors.as('visitors'),
      sql<boolean>`(visit.kind <> 'denunciation' or session.unit_id = any(${ownRegisters(official)}::bigint[]))`.as(
        'contentIsOpen',
      ),
    ])
    .where('session.unit_id', 'in', unitsUnder(unitsFor(official, permission), today))
    .where('session.withdrawn_on', 'is', null)
}

/** One row of the register; undefined when it is not there or out of reach of the permission. */
export function visitById(
  database: Database,
  official: Official,
  { id, permission = 'reception.read', today }: { id: string; permission?: string; today: CalendarDate },
) {
  return visitRows(database, official, permission, today).where('visit.id', '=', id).executeTakeFirst()
}

export type Visit = NonNullable<Awaited<ReturnType<typeof visitById>>>

/** The visits of a session in their order. The caller has opened the session; the reach is asked again all the same. */
export function visitsOf(database: Database, official: Official, sessionId: string, today: CalendarDate) {
  return visitRows(database, official, 'reception.read', today)
    .where('visit.session_id', '=', sessionId)
    .orderBy('visit.position')
    .execute()
}

export type RegisterFilter = { unitId?: string | undefined; from: CalendarDate; to: CalendarDate }

/** The register from the first day to the last, in the order in which it was written. One row more than may be shown tells that there is more. */
export function registerRows(database: Database, official: Official, filter: RegisterFilter, today: CalendarDate) {
  let query = visitRows(database, official, 'reception.read', today)
    .where('session.held_on', '>=', filter.from)
    .where('session.held_on', '<=', filter.to)
    .orderBy('session.held_on')
    .orderBy('session.id')
    .orderBy('visit.position')
    .limit(REGISTER_ROWS_AT_ONCE + 1)
  if (filter.unitId) query = query.where('session.unit_id', 'in', unitsUnder([filter.unitId], today))
  return query.execute()
}

/** Earlier first visits of the unit and what it took over: cases about which somebody may come again; the latest first. */
export function earlierCases(
  database: Database,
  official: Official,
  { unitId, sessionId, today }: { unitId: string; sessionId: string; today: CalendarDate },
) {
  return visitRows(database, official, 'reception.record', today)
    .where('session.unit_id', 'in', unitsUnder([unitId], today))
    .where('visit.first_visit_id', 'is', null)
    .where('visit.session_id', '<>', sessionId)
    .orderBy('session.held_on', 'desc')
    .orderBy('visit.id', 'desc')
    .limit(200)
    .execute()
}
