import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { withinReach } from './reach.ts'
import './tables.ts'

/**
 * Open petitions that wait for this official, those due first: handled by the official, or in a unit that the official heads.
 * A person to whom they were assigned and who has left the post no longer sees them. Nothing that a denunciation says. At most 50.
 */
export function petitionsWaitingFor(database: Database, official: Official, today: CalendarDate) {
  const headed = official.posts
    .filter((post) => post.permissions.includes('petition.assign'))
    .map((post) => post.unitId)
  return database
    .selectFrom('petition')
    .select([
      'petition.id',
      'petition.number',
      'petition.year',
      'petition.kind_code as kind',
      'petition.due_on as dueOn',
      'petition.handler_person_id as handlerPersonId',
      sql<string | null>`case when petition.kind_code <> 'denunciation' then petition.title end`.as('title'),
      sql<string>`unit_name_on(petition.handling_unit_id, petition.received_on)`.as('unitName'),
    ])
    .where('petition.ended_on', 'is', null)
    .where(withinReach(official, today))
    .where(
      sql<SqlBool>`(petition.handling_unit_id = any(${headed}::bigint[]) or petition.handler_person_id = ${official.personId}::bigint)`,
    )
    .orderBy('petition.due_on')
    .orderBy('petition.id')
    .limit(50)
    .execute()
}
