import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { compareNames } from '../../../vocabulary/vietnamese.ts'
import { type UnitOnDay, unitsOnDay } from './units.ts'

/** A unit on a day with the units below it. */
export type UnitInTree = UnitOnDay & { children: UnitInTree[] }

/**
 * The units at the top on a day: one for each province at work in this installation. Of provinces from the country's list only those
 * with a post somewhere in their tree.
 */
export function rootsOnDay(database: Database, day: CalendarDate): Promise<UnitOnDay[]> {
  return unitsOnDay(database, { today: day, among: sql`(select unit_id from roots_at_work(${day}::date))` })
}

/** All units of the provinces at work on a day: among which another unit may be named or chosen without listing the country. */
export function unitsAtWork(database: Database, day: CalendarDate): Promise<UnitOnDay[]> {
  const among = sql`(select unit_id from units_under(array(select unit_id from roots_at_work(${day}::date)), ${day}::date))`
  return unitsOnDay(database, { today: day, among })
}

const livingOn = (day: CalendarDate) =>
  sql`version.valid_from <= ${day}::date and coalesce(version.valid_to, 'infinity') >= ${day}::date`

/**
 * For use inside a query, a select of `unit_id`: the given units (an array of ids) with those above them on the day and those that took
 * over what has ended.
 */
export function unitsAbove(of: RawBuilder<unknown>, day: CalendarDate): RawBuilder<unknown> {
  return sql`(
    with recursive upwards (unit_id) as (
      select unnest(${of})
      union
      select above.unit_id from upwards cross join lateral (
        select version.parent_unit_id as unit_id from unit_version version
        where version.unit_id = upwards.unit_id and version.parent_unit_id is not null and ${livingOn(day)}
        union all
        select succession.to_unit_id from unit_succession succession
        where succession.from_unit_id = upwards.unit_id and succession.kind <> 'part-transferred'
          and succession.happened_on <= ${day}::date
      ) above)
    select upwards.unit_id from upwards)`
}

/**
 * The units at work on the day in the province in which the given units stand: among which an official names another unit. A unit that
 * has ended leads to the province of those that took it over.
 */
export function unitsOfProvince(
  database: Database,
  {
    of,
    today,
    ...which
  }: { of: readonly string[]; today: CalendarDate; ids?: readonly string[]; kinds?: readonly string[] },
): Promise<UnitOnDay[]> {
  const among = sql`(select reached.unit_id from units_under(array(
    select above.unit_id from ${unitsAbove(sql`${[...of]}::bigint[]`, today)} above
    join unit_version version on version.unit_id = above.unit_id
    where version.parent_unit_id is null and ${livingOn(today)}), ${today}::date) reached)`
  return unitsOnDay(database, { today, among, ...which })
}

/** The tree below a unit as it is on the day; null when the unit does not live on that day. */
export async function treeBelow(database: Database, rootId: string, day: CalendarDate): Promise<UnitInTree | null> {
  const units = await unitsOnDay(database, { today: day, roots: [rootId] })
  const byParent = new Map<string, UnitOnDay[]>()
  for (const unit of units) {
    const parent = unit.parentUnitId ?? ''
    byParent.set(parent, [...(byParent.get(parent) ?? []), unit])
  }
  const withChildren = (unit: UnitOnDay): UnitInTree => ({
    ...unit,
    children: inOrder(unit.id === unit.parentUnitId ? [] : (byParent.get(unit.id) ?? [])).map(withChildren),
  })
  const root = units.find((unit) => unit.id === rootId)
  return root ? withChildren(root) : null
}

/** In the order of their kinds as the query gave them, and by the Vietnamese alphabet within a kind. */
export function inOrder(units: readonly UnitOnDay[]): UnitOnDay[] {
  const kinds = [...new Set(units.map((unit) => unit.kindCode))]
  return [...units].sort(
    (first, second) =>
      kinds.indexOf(first.kindCode) - kinds.indexOf(second.kindCode) || compareNames(first.name, second.name),
  )
}

/** The body at the top above a unit on the day; undefined when the unit does not live on that day. */
export async function rootOf(database: Database, unitId: string, day: CalendarDate): Promise<string | undefined> {
  const found = await sql<{ root_id: string }>`
    select closure.ancestor_id::text as root_id
    from unit_closure(${day}::date) closure
    join unit_version version on version.unit_id = closure.ancestor_id and version.parent_unit_id is null
      and ${day}::date between version.valid_from and coalesce(version.valid_to, 'infinity')
    where closure.unit_id = ${unitId}::bigint`.execute(database)
  return found.rows[0]?.root_id
}

/** The units directly below a unit on the day. */
export async function childrenOf(database: Database, unitId: string, day: CalendarDate): Promise<UnitOnDay[]> {
  const found = await database
    .selectFrom('unit_version')
    .select('unit_id as id')
    .where('parent_unit_id', '=', unitId)
    .where('valid_from', '<=', day)
    .where((condition) => condition.or([condition('valid_to', 'is', null), condition('valid_to', '>=', day)]))
    .execute()
  return inOrder(await unitsOnDay(database, { today: day, ids: found.map(({ id }) => id) }))
}
