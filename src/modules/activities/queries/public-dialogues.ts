import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsPlacedUnder } from '../../organisation/index.ts'
import './tables.ts'

const MOST_SHOWN = 100

/** Announced dialogues and meetings with voters that are still to come or were cancelled, the next first; at most 100. */
export function dialoguesAnnounced(
  database: Database,
  { rootId, today }: { rootId: string | undefined; today: CalendarDate },
) {
  let query = told(database).where('planned.activity_id', 'is', null).where('planned.planned_on', '>=', today)
  if (rootId) query = query.where(sql<SqlBool>`planned.unit_id in ${unitsPlacedUnder([rootId], today)}`)
  return query.orderBy('planned.planned_on').orderBy('planned.id').limit(MOST_SHOWN).execute()
}

/** One that was announced; undefined for what was not. */
export function announcedDialogue(database: Database, id: string) {
  return told(database).where('planned.id', '=', id).executeTakeFirst()
}

/** A result that was published, with the numbers of the day; undefined for what was not. */
export function publishedResult(database: Database, activityId: string) {
  return database
    .selectFrom('activity')
    .select([
      'id',
      'kind_code as kind',
      'held_on as heldOn',
      'place',
      'participant_count as participantCount',
      'participant_method as participantMethod',
      'opinion_count as opinionCount',
      'public_result as publicResult',
      'result_published_on as resultPublishedOn',
      sql<string>`unit_name_on(unit_id, held_on)`.as('unitName'),
    ])
    .where('id', '=', activityId)
    .where('result_published_on', 'is not', null)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
}

/** Neither the title nor the speakers: only what was written for everybody. */
function told(database: Database) {
  return database
    .selectFrom('planned_activity as planned')
    .select([
      'planned.id',
      'planned.kind_code as kind',
      'planned.planned_on as plannedOn',
      'planned.starts_at as startsAt',
      'planned.place',
      'planned.notice',
      'planned.announced_on as announcedOn',
      'planned.cancelled_on as cancelledOn',
      'planned.activity_id as activityId',
      sql<string>`coalesce(unit_name_on(planned.unit_id, planned.planned_on),
        (select name from unit_version last where last.unit_id = planned.unit_id and last.is_last))`.as('unitName'),
    ])
    .where('planned.announced_on', 'is not', null)
}
