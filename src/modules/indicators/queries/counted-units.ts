import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Reading } from '../rules/reading.ts'

/**
 * For each unit asked for, whose records it is counted from: found once, whatever the number of facts. `parts` are the unit itself
 * and, in the reading of the time, each predecessor; a unit below two of them belongs to the larger one.
 */
export type CountedUnits = {
  reading: Reading
  pairs: readonly { rootId: string; partId: string; unitId: string }[]
  /** Reading of today: where records of units that passed on belong, by the span of their dates. */
  restated: readonly {
    unitId: string
    fromDay: CalendarDate | null
    untilDay: CalendarDate | null
    restatedId: string
    isExact: boolean
  }[]
}

export function countedUnits(
  database: Database,
  {
    unitIds,
    asOf,
    today,
    reading,
  }: { unitIds: readonly string[]; asOf: CalendarDate; today: CalendarDate; reading: Reading },
): Promise<CountedUnits> {
  return reading === 'then' ? unitsOfTheTime(database, unitIds, asOf) : unitsOfToday(database, unitIds, today)
}

async function unitsOfTheTime(
  database: Database,
  unitIds: readonly string[],
  asOf: CalendarDate,
): Promise<CountedUnits> {
  const { rows } = await sql<CountedUnits['pairs'][number]>`
    with asked as materialized (select distinct root_id from unnest(${[...unitIds]}::bigint[]) as root_id),
    part as (
      select asked.root_id, asked.root_id as part_id from asked
      union
      select asked.root_id, restated.unit_id
      from asked join unit_restatement(${asOf}::date) restated on restated.restated_unit_id = asked.root_id
      where restated.is_exact and restated.until_day is null
    ),
    member as (
      select part.root_id, part.part_id, tree.unit_id, count(*) over (partition by part.root_id, part.part_id) as size
      from part join figure_closure(${asOf}::date) tree on tree.ancestor_id = part.part_id
    )
    select distinct on (member.root_id, member.unit_id)
      member.root_id::text as "rootId", member.part_id::text as "partId", member.unit_id::text as "unitId"
    from member
    order by member.root_id, member.unit_id, member.part_id = member.root_id desc, member.size desc, member.part_id`.execute(
    database,
  )
  return { reading: 'then', pairs: rows, restated: [] }
}

async function unitsOfToday(
  database: Database,
  unitIds: readonly string[],
  today: CalendarDate,
): Promise<CountedUnits> {
  const [pairs, restated] = await Promise.all([
    sql<{ rootId: string; unitId: string }>`
      with recursive place as materialized (
        -- Who ended with nobody after it stands under its last parent, or under whoever took that over.
        select tree.unit_id, coalesce(restated.restated_unit_id, tree.parent_unit_id) as parent_unit_id
        from figure_tree(${today}::date) tree
        left join unit_restatement(${today}::date) restated
          on restated.unit_id = tree.parent_unit_id and restated.until_day is null
      ),
      below (root_id, unit_id) as (
        select distinct root_id, root_id from unnest(${[...unitIds]}::bigint[]) as root_id
        union
        select below.root_id, place.unit_id from below join place on place.parent_unit_id = below.unit_id
      )
      select below.root_id::text as "rootId", below.unit_id::text as "unitId" from below`.execute(database),
    sql<CountedUnits['restated'][number]>`
      select unit_id::text as "unitId", from_day as "fromDay", until_day as "untilDay",
        restated_unit_id::text as "restatedId", is_exact as "isExact"
      from unit_restatement(${today}::date)`.execute(database),
  ])
  return {
    reading: 'now',
    pairs: pairs.rows.map((pair) => ({ ...pair, partId: pair.rootId })),
    restated: restated.rows,
  }
}

/** The pairs as a select, with the columns `root_id`, `part_id` and `unit_id`. */
export function pairsOf({ pairs }: CountedUnits): RawBuilder<unknown> {
  return sql`select * from unnest(${pairs.map((pair) => pair.rootId)}::bigint[], ${pairs.map((pair) => pair.partId)}::bigint[],
    ${pairs.map((pair) => pair.unitId)}::bigint[]) as pair (root_id, part_id, unit_id)`
}

/**
 * The records of a fact with `counted_unit_id` (for which unit they count in this reading), `is_allocated` (false when they can be
 * given to no single unit of today) and `counted_behalf_id`; only those of the units that are counted.
 */
export function countedRecords(fact: Fact, counted: CountedUnits): RawBuilder<unknown> {
  const units = [...new Set(counted.pairs.map((pair) => pair.unitId))]
  if (counted.reading === 'then') {
    return sql`(select record.*, record.unit_id as counted_unit_id, true as is_allocated, record.behalf_unit_id as counted_behalf_id
      from (${fact.source}) record where record.unit_id = any(${units}::bigint[]))`
  }
  const within = new Set(units)
  const touching = counted.restated.filter((row) => within.has(row.restatedId) || within.has(row.unitId))
  const sources = [...new Set([...units, ...touching.map((row) => row.unitId)])]
  const restated = spans(touching)
  const bodies = spans(counted.restated.filter((row) => row.isExact))
  const holds = (
    row: 'own' | 'body',
  ) => sql`(${sql.ref(`${row}.from_day`)} is null or record.from_date >= ${sql.ref(`${row}.from_day`)})
    and (${sql.ref(`${row}.until_day`)} is null or record.from_date < ${sql.ref(`${row}.until_day`)})`
  return sql`(select record.*, coalesce(own.restated_id, record.unit_id) as counted_unit_id,
      coalesce(own.is_exact, true) as is_allocated, coalesce(body.restated_id, record.behalf_unit_id) as counted_behalf_id
    from (${fact.source}) record
    left join (${restated}) own on own.unit_id = record.unit_id and ${holds('own')}
    left join (${bodies}) body on body.unit_id = record.behalf_unit_id and ${holds('body')}
    where record.unit_id = any(${sources}::bigint[]) and coalesce(own.restated_id, record.unit_id) = any(${units}::bigint[]))`
}

function spans(rows: CountedUnits['restated']): RawBuilder<unknown> {
  return sql`select * from unnest(${rows.map((row) => row.unitId)}::bigint[], ${rows.map((row) => row.fromDay)}::date[],
    ${rows.map((row) => row.untilDay)}::date[], ${rows.map((row) => row.restatedId)}::bigint[], ${rows.map((row) => row.isExact)}::boolean[])
    as span (unit_id, from_day, until_day, restated_id, is_exact)`
}
