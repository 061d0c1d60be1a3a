import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

export const OPINIONS_PER_PAGE = 50

export type OpinionFilter = {
  state?: 'waiting' | 'answered' | undefined
  /** Words of the opinion or its answer; accents don't matter. */
  words?: string | undefined
  /** The id with which the page before ended. */
  after?: string | undefined
}

/** Opinions that the official may read: those raised at activities within reach, or given to a unit within reach. */
export async function opinions(database: Database, official: Official, filter: OpinionFilter, today: CalendarDate) {
  let query = readable(database, official, today)
    .limit(OPINIONS_PER_PAGE + 1)
    .orderBy('opinion.id', 'desc')
  if (filter.state) query = query.where('opinion.answered_on', filter.state === 'waiting' ? 'is' : 'is not', null)
  if (filter.words) {
    query = query.where(
      sql<SqlBool>`to_tsvector('simple', searchable(opinion.content || ' ' || coalesce(opinion.answer, '')))
        @@ plainto_tsquery('simple', searchable(${filter.words}))`,
    )
  }
  if (filter.after) query = query.where('opinion.id', '<', filter.after)
  const rows = await query.execute()
  const page = rows.slice(0, OPINIONS_PER_PAGE)
  return { rows: page, next: rows.length > OPINIONS_PER_PAGE ? (page.at(-1)?.id ?? null) : null }
}

/** One opinion with the activity at which it was raised; undefined when out of reach. */
export function opinionById(database: Database, official: Official, id: string, today: CalendarDate) {
  return readable(database, official, today).where('opinion.id', '=', id).executeTakeFirst()
}

/** Opinions of the units within the official's answering reach that still wait, with a day by which to answer. */
export function opinionsWaiting(database: Database, official: Official, until: CalendarDate, today: CalendarDate) {
  return readable(database, official, today)
    .where('opinion.answered_on', 'is', null)
    .where('opinion.due_on', '<=', until)
    .where('opinion.responsible_unit_id', 'in', unitsUnder(unitsFor(official, 'opinion.answer'), today))
    .orderBy('opinion.due_on')
    .limit(50)
    .execute()
}

function readable(database: Database, official: Official, today: CalendarDate) {
  const scope = unitsUnder(unitsFor(official, 'activity.read'), today)
  return database
    .selectFrom('opinion')
    .innerJoin('activity', 'activity.id', 'opinion.activity_id')
    .leftJoin('unit_version as version', (join) =>
      join
        .onRef('version.unit_id', '=', 'opinion.responsible_unit_id')
        .on(sql<SqlBool>`activity.held_on between version.valid_from and coalesce(version.valid_to, 'infinity')`),
    )
    .select([
      'opinion.id',
      'opinion.content',
      'opinion.due_on as dueOn',
      'opinion.answer',
      'opinion.answered_on as answeredOn',
      'opinion.responsible_unit_id as responsibleUnitId',
      'version.name as responsibleUnitName',
      'activity.id as activityId',
      'activity.title as activityTitle',
      'activity.held_on as heldOn',
      'activity.unit_id as activityUnitId',
    ])
    .where('activity.withdrawn_on', 'is', null)
    .where((condition) =>
      condition.or([condition('activity.unit_id', 'in', scope), condition('opinion.responsible_unit_id', 'in', scope)]),
    )
}
