import { type SqlBool, sql } from 'kysely'
import { shownSummary } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { RecordKind } from '../../../platform/http/module.ts'
import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'

export const ENTRIES_PER_PAGE = 50

export type TrailFilter = {
  /** Words in the name of who did it; accents don't matter. */
  actor?: string | undefined
  kind?: string | undefined
  /** Of this unit or a unit below it. */
  unitId?: string | undefined
  from?: CalendarDate | undefined
  to?: CalendarDate | undefined
  /** Where the page before ended: `microseconds_id`. */
  after?: string | undefined
}

/**
 * The trail within the official's reach, newest first, one page of 50 with the cursor of the next. Entries that belong to no unit
 * are shown to those who reach a whole province. What a change says is null where this reader may not read it (`RecordKind.words`);
 * of a kind that nobody declared it is null for everybody.
 */
export async function trailEntries(
  database: Database,
  official: Official,
  { kinds, filter, today }: { kinds: readonly RecordKind[]; filter: TrailFilter; today: CalendarDate },
) {
  const roots = unitsFor(official, 'audit.read')
  const instant = sql<string>`(extract(epoch from entry.happened_at) * 1000000)::bigint`
  let query = database
    .selectFrom('audit_entry as entry')
    .select([
      'entry.id',
      'entry.happened_at as happenedAt',
      'entry.actor_name as actorName',
      'entry.actor_post as actorPost',
      'entry.subject_kind as kind',
      'entry.subject_id as subjectId',
      'entry.unit_id as unitId',
      sql<string | null>`case when ${mayReadWords(kinds, official, today)} then ${shownSummary} end`.as('summary'),
      sql<string | null>`unit_name_on(entry.unit_id, (entry.happened_at at time zone 'Asia/Ho_Chi_Minh')::date)`.as(
        'unitName',
      ),
      instant.as('instant'),
    ])
    .where(
      sql<SqlBool>`(entry.unit_id in ${unitsUnder(roots, today)}
        or (entry.unit_id is null and ${belongsHere(kinds, roots, today)}))`,
    )
    .orderBy('entry.happened_at', 'desc')
    .orderBy('entry.id', 'desc')
    .limit(ENTRIES_PER_PAGE + 1)
  if (filter.actor)
    query = query.where(sql<SqlBool>`strpos(searchable(entry.actor_name), searchable(${filter.actor})) > 0`)
  if (filter.kind) query = query.where('entry.subject_kind', '=', filter.kind)
  if (filter.unitId) query = query.where(sql<SqlBool>`entry.unit_id in ${unitsUnder([filter.unitId], today)}`)
  if (filter.from) query = query.where(sql<SqlBool>`entry.happened_at >= ${beginningOf(filter.from)}`)
  if (filter.to) query = query.where(sql<SqlBool>`entry.happened_at < ${beginningOf(addDays(filter.to, 1))}`)
  const cursor = /^(\d{1,18})_(\d{1,18})$/.exec(filter.after ?? '')
  if (cursor) {
    const at = sql`'epoch'::timestamptz + ${cursor[1]}::bigint * interval '1 microsecond'`
    query = query.where(sql<SqlBool>`(entry.happened_at, entry.id) < (${at}, ${cursor[2]}::bigint)`)
  }
  const rows = await query.execute()
  const page = rows.slice(0, ENTRIES_PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > ENTRIES_PER_PAGE && last ? `${last.instant}_${last.id}` : null }
}

export type TrailEntry = Awaited<ReturnType<typeof trailEntries>>['rows'][number]

const beginningOf = (day: CalendarDate) => sql`${day}::timestamp at time zone 'Asia/Ho_Chi_Minh'`

/** Of an entry that names no unit. */
function belongsHere(kinds: readonly RecordKind[], roots: readonly string[], today: CalendarDate) {
  const within = kinds.flatMap(({ kind, isWithin }) =>
    isWithin ? [{ kind, condition: isWithin(sql<string>`entry.subject_id`, roots, today) }] : [],
  )
  const reachesProvince = sql<SqlBool>`exists (select from unit_version version
    where version.unit_id = any(${[...roots]}::bigint[]) and version.parent_unit_id is null
      and ${today}::date between version.valid_from and coalesce(version.valid_to, 'infinity'))`
  const otherKinds = sql`entry.subject_kind <> all(${within.map(({ kind }) => kind)}::text[])`
  const conditions = within.map(({ kind, condition }) => sql`(entry.subject_kind = ${kind} and ${condition})`)
  return sql<SqlBool>`(${sql.join([...conditions, sql`(${otherKinds} and ${reachesProvince})`], sql` or `)})`
}

function mayReadWords(kinds: readonly RecordKind[], official: Official, today: CalendarDate) {
  const open = kinds.filter(({ words }) => words === 'everyone').map(({ kind }) => kind)
  const forReaders = kinds.flatMap(({ kind, words, page, readable }) =>
    words === 'readers' && page
      ? [
          sql`(entry.subject_kind = ${kind} and entry.unit_id in ${unitsUnder(unitsFor(official, page.permission), today)}
            and ${readable ? readable(sql<string>`entry.subject_id`, official, today) : sql<SqlBool>`true`})`,
        ]
      : [],
  )
  return sql.join([sql`entry.subject_kind = any(${open}::text[])`, ...forReaders], sql` or `)
}
