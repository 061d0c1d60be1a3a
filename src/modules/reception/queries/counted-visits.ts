import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { LARGE_GROUP_FROM } from '../rules/large-group.ts'
import './tables.ts'

export type VisitsAsked = {
  /** Both days are inside. */
  period: { from: CalendarDate; to: CalendarDate }
  /** The days, in order, on which units passed into others. */
  turns: readonly CalendarDate[]
}

/** What the Inspectorate's form on reception asks of a visit. */
export type CountedVisit = {
  /** Daily reception; the head's periodic and unscheduled days, received in person or by somebody in the head's place. */
  held: 'regular' | 'head' | 'delegate'
  isFirst: boolean
  isLargeGroup: boolean
  persons: number
}

/** Visits that are the same for every column. */
export type CountedVisits = { unitId: string; turnsPassed: number; counted: CountedVisit; count: number }

/** Every visit of the register whose visitor was received, with what the form asks of it. */
const received = ({ period: { from, to }, turns }: VisitsAsked) => sql`
  select visit.id, visit.position, session.unit_id, session.held_on, width_bucket(session.held_on, ${[...turns]}::date[]) as turns_passed,
    case when session.kind = 'regular' then 'regular' when session.receiver = 'head' then 'head' else 'delegate' end as held,
    visit.first_visit_id is null as is_first, visit.person_count >= ${sql.lit(LARGE_GROUP_FROM)} as is_large, visit.person_count as persons
  from reception_visit visit join reception_session session on session.id = visit.session_id
  where session.withdrawn_on is null and visit.outcome is distinct from 'refused'
    and session.held_on between ${from}::date and ${to}::date`

/** All visits of all units in the period, in groups. */
export async function countedVisits(database: Database, asked: VisitsAsked): Promise<CountedVisits[]> {
  const { rows } = await sql<Omit<CountedVisits, 'counted'> & CountedVisit>`
    select unit_id::text as "unitId", turns_passed as "turnsPassed", held, is_first as "isFirst", is_large as "isLargeGroup", persons,
      count(*)::int as count
    from (${received(asked)}) received group by 1, 2, 3, 4, 5, 6`.execute(database)
  return rows.map(({ unitId, turnsPassed, count, ...counted }) => ({ unitId, turnsPassed, count, counted }))
}

const VISITS_PER_PAGE = 50

/** A visit behind a number: when and where; who came and what about stands on its own page. */
export type VisitBehind = { id: string; position: number; heldOn: CalendarDate; unitName: string; persons: number }

/** The visits in the given groups that the official may see, newest first, one page of 50, with the number of all these. */
export async function visitsBehind(
  database: Database,
  { official, today, ...asked }: VisitsAsked & { official: Official; today: CalendarDate },
  { groups, after }: { groups: readonly CountedVisits[]; after?: string | undefined },
): Promise<{ rows: VisitBehind[]; listed: number; next: string | null }> {
  const keys = groups.map(({ unitId, turnsPassed, counted: { held, isFirst, isLargeGroup, persons } }) =>
    JSON.stringify([unitId, turnsPassed, held, isFirst, isLargeGroup, persons]),
  )
  const found = sql`from (${received(asked)}) visit
    where jsonb_build_array(visit.unit_id::text, visit.turns_passed, visit.held, visit.is_first, visit.is_large, visit.persons) = any(${keys}::jsonb[])
      and visit.unit_id in ${unitsUnder(unitsFor(official, 'reception.read'), today)}`
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(after ?? '')
  const beyond = cursor ? sql`and (visit.held_on, visit.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)` : sql``
  const [page, sums] = await Promise.all([
    sql<VisitBehind>`
      select visit.id::text as id, visit.position, visit.held_on as "heldOn", unit_name_on(visit.unit_id, visit.held_on) as "unitName",
        visit.persons ${found} ${beyond} order by visit.held_on desc, visit.id desc limit ${VISITS_PER_PAGE + 1}`.execute(
      database,
    ),
    sql<{ listed: number }>`select count(*)::int as listed ${found}`.execute(database),
  ])
  const rows = page.rows.slice(0, VISITS_PER_PAGE)
  const last = rows.at(-1)
  return {
    rows,
    listed: sums.rows[0]?.listed ?? 0,
    next: page.rows.length > VISITS_PER_PAGE && last ? `${last.heldOn}_${last.id}` : null,
  }
}
