import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

export const DIALOGUES_PER_PAGE = 50

/**
 * Dialogues that commune-level bodies have held, and meetings with voters whose result they published, newest first. Only what says nothing of single persons: neither the title nor the
 * opinions, which may name somebody.
 */
export async function dialoguesHeld(
  database: Database,
  {
    today,
    rootId,
    most,
    after,
  }: { today: CalendarDate; rootId?: string | undefined; most: number; after?: string | undefined },
) {
  let query = database
    .selectFrom('activity')
    .innerJoin('unit_version as version', (join) =>
      join
        .onRef('version.unit_id', '=', 'activity.unit_id')
        .on(sql<SqlBool>`activity.held_on between version.valid_from and coalesce(version.valid_to, 'infinity')`),
    )
    .innerJoin('unit_kind as kind', 'kind.code', 'version.kind_code')
    .select([
      'activity.id',
      'activity.held_on as heldOn',
      'activity.place',
      'version.name as unitName',
      'activity.participant_count as participantCount',
      'activity.opinion_count as opinionCount',
      'activity.result_published_on as resultPublishedOn',
    ])
    .where('activity.kind_code', 'in', ['dialogue', 'voter-contact'])
    .where(sql<SqlBool>`(activity.kind_code = 'dialogue' or activity.result_published_on is not null)`)
    .where('kind.level', '=', 'commune')
    .where('activity.withdrawn_on', 'is', null)
    .where('activity.held_on', '<=', today)
    .orderBy('activity.held_on', 'desc')
    .orderBy('activity.id', 'desc')
    .limit(most + 1)
  if (rootId) {
    query = query.where(
      sql<SqlBool>`activity.unit_id in (select unit_id from units_placed_under(${[rootId]}::bigint[], ${today}::date))`,
    )
  }
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(after ?? '')
  if (cursor) {
    query = query.where(sql<SqlBool>`(activity.held_on, activity.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`)
  }
  const rows = await query.execute()
  const page = rows.slice(0, most)
  const last = page.at(-1)
  return { rows: page, next: rows.length > most && last ? `${last.heldOn}_${last.id}` : null }
}
