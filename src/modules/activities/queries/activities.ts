import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { allWords, foundByWords, holdsWords } from '../../../platform/database/word-search.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { idsOfUnitsUnder, unitsUnder } from '../../organisation/index.ts'
import type { ActivityKind } from '../rules/activity.ts'
import './tables.ts'

export const ACTIVITIES_PER_PAGE = 50

export type ActivityFilter = {
  kind?: ActivityKind | undefined
  /** Only this unit and the units below it. */
  unitId?: string | undefined
  from?: CalendarDate | undefined
  to?: CalendarDate | undefined
  /** Words in title, place, content or opinions; accents don't matter. */
  words?: string | undefined
  /** Where the page before ended: `date_id`. */
  after?: string | undefined
}

/** Activities the official may read, newest first, one page of 50 with the cursor of the next. */
export async function activities(database: Database, official: Official, filter: ActivityFilter, today: CalendarDate) {
  const reach = await idsOfUnitsUnder(database, unitsFor(official, 'activity.read'), today)
  let query = database
    .selectFrom('activity')
    .select([
      'activity.id',
      'activity.kind_code as kind',
      'activity.title',
      'activity.held_on as heldOn',
      'activity.place',
      'activity.participant_count as participantCount',
      'activity.opinion_count as opinionCount',
      sql<string>`unit_name_on(activity.unit_id, activity.held_on)`.as('unitName'),
    ])
    .where(sql<SqlBool>`activity.unit_id = any(${reach}::bigint[])`)
    .where('activity.withdrawn_on', 'is', null)
    .orderBy('activity.held_on', 'desc')
    .orderBy('activity.id', 'desc')
    .limit(ACTIVITIES_PER_PAGE + 1)
  if (filter.kind) query = query.where('activity.kind_code', '=', filter.kind)
  if (filter.unitId) {
    const units = await idsOfUnitsUnder(database, [filter.unitId], today)
    query = query.where(sql<SqlBool>`activity.unit_id = any(${units}::bigint[])`)
  }
  if (filter.from) query = query.where('activity.held_on', '>=', filter.from)
  if (filter.to) query = query.where('activity.held_on', '<=', filter.to)
  if (filter.words) {
    const asked = allWords(filter.words)
    const found = await foundByWords(database, ACTIVITY_WORDS, asked)
    query = query.where(holdsWords(found, { index: ACTIVITY_WORDS, record: 'activity.id', asked }))
  }
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d+)$/.exec(filter.after ?? '')
  if (cursor)
    query = query.where(sql<SqlBool>`(activity.held_on, activity.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`)
  const rows = await query.execute()
  const page = rows.slice(0, ACTIVITIES_PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > ACTIVITIES_PER_PAGE && last ? `${last.heldOn}_${last.id}` : null }
}

/** Where activities are searched by their words. */
const ACTIVITY_WORDS = { table: 'activity_search', record: 'activity_id', words: 'words' } as const

/** One activity with its unit, its body and who changed it last; undefined when it is not there or not this official's to read. */
export function activityById(database: Database, official: Official, id: string, today: CalendarDate) {
  return readable(database, official, today)
    .leftJoin('unit_version as behalf', (join) =>
      join
        .onRef('behalf.unit_id', '=', 'activity.behalf_unit_id')
        .on(sql<SqlBool>`activity.held_on between behalf.valid_from and coalesce(behalf.valid_to, 'infinity')`),
    )
    .leftJoin('account', 'account.id', 'activity.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'activity.id',
      'activity.kind_code as kind',
      'activity.title',
      'activity.held_on as heldOn',
      'activity.place',
      'activity.unit_id as unitId',
      'activity.behalf_unit_id as behalfUnitId',
      'activity.chaired_by as chairedBy',
      'activity.participant_count as participantCount',
      'activity.participant_method as participantMethod',
      'activity.details',
      'activity.public_result as publicResult',
      'activity.result_published_on as resultPublishedOn',
      'activity.opinion_count as opinionCount',
      'activity.content',
      'activity.illustration',
      'activity.version',
      'activity.changed_at as changedAt',
      'activity.withdrawn_on as withdrawnOn',
      'activity.withdrawn_reason as withdrawnReason',
      'activity.register_path as registerPath',
      'version.name as unitName',
      'behalf.name as behalfUnitName',
      'person.full_name as changedBy',
    ])
    .where('activity.id', '=', id)
    .executeTakeFirst()
}

export type ActivityRecord = NonNullable<Awaited<ReturnType<typeof activityById>>>

/** What was said at an activity, in the order in which it was written down. */
export function opinionsOf(database: Database, activityId: string) {
  return database
    .selectFrom('opinion')
    .leftJoin('unit_version as version', (join) =>
      join.onRef('version.unit_id', '=', 'opinion.responsible_unit_id').on('version.valid_to', 'is', null),
    )
    .select([
      'opinion.id',
      'opinion.content',
      'opinion.due_on as dueOn',
      'opinion.answer',
      'opinion.answered_on as answeredOn',
      'version.name as responsibleUnitName',
    ])
    .where('opinion.activity_id', '=', activityId)
    .orderBy('opinion.position')
    .execute()
}

/** The activities within the official's reach, each with the unit as it was called on the day. */
function readable(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('activity')
    .innerJoin('unit_version as version', (join) =>
      join
        .onRef('version.unit_id', '=', 'activity.unit_id')
        .on(sql<SqlBool>`activity.held_on between version.valid_from and coalesce(version.valid_to, 'infinity')`),
    )
    .where('activity.unit_id', 'in', unitsUnder(unitsFor(official, 'activity.read'), today))
}
