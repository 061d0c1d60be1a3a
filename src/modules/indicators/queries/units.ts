import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'

/** A unit of a period's tree. */
export type UnitOfPeriod = {
  id: string
  code: string
  name: string
  shortName: string
  kindCode: string
  parentUnitId: string | null
}

type Days = { period: { from: CalendarDate }; asOf: CalendarDate; today: CalendarDate }

/** Units of the day's tree that lived on some day from the beginning of the period on, with their names of the day or their last ones. */
const unitsOfPeriod = ({ period, asOf }: Pick<Days, 'period' | 'asOf'>) => sql`
  select unit.id, unit.code, version.name, version.short_name, version.parent_unit_id, version.kind_code, kind.position
  from (select distinct on (unit_id) * from unit_version where valid_from <= ${asOf}::date order by unit_id, valid_from desc) version
  join unit on unit.id = version.unit_id
  join unit_kind kind on kind.code = version.kind_code
  where version.valid_to is null or version.valid_to >= ${period.from}::date`

const columns = sql`found.id::text as id, found.code, found.name, found.short_name as "shortName", found.kind_code as "kindCode",
  found.parent_unit_id::text as "parentUnitId"`

/**
 * True for the units whose figures the official may see: those below the official's posts today with what has gone before them, and
 * those that stood below in the tree of the day asked about.
 */
const isReadable = (official: Official, { asOf, today }: Pick<Days, 'asOf' | 'today'>) => {
  const roots = unitsFor(official, 'figure.read')
  return sql`(found.id in ${unitsUnder(roots, today)} or found.id in (
    select tree.unit_id from figure_closure(${asOf}::date) tree where tree.ancestor_id = any(${roots}::bigint[])))`
}

/** The units of a period whose figures the official may see, by name in the order of their kinds. */
export async function readableUnits(database: Database, official: Official, days: Days): Promise<UnitOfPeriod[]> {
  const { rows } = await sql<UnitOfPeriod>`
    select ${columns} from (${unitsOfPeriod(days)}) found where ${isReadable(official, days)}
    order by found.position, found.name`.execute(database)
  return rows
}

/** One unit of a period by its id or its code, for whoever may see all. Refuses `indicators.no-such-unit`. */
export async function unitOfPeriod(
  database: Database,
  unit: { id: string } | { code: string },
  days: Pick<Days, 'period' | 'asOf'>,
  seenBy = sql`true`,
): Promise<UnitOfPeriod> {
  const isIt = 'id' in unit ? sql`found.id = ${unit.id}::bigint` : sql`found.code = ${unit.code}`
  const { rows } = await sql<UnitOfPeriod>`
    select ${columns} from (${unitsOfPeriod(days)}) found where ${isIt} and ${seenBy}`.execute(database)
  const [found] = rows
  if (!found) {
    throw new Refusal(
      'not-found',
      'indicators.no-such-unit',
      'Không có đơn vị này trong phạm vi của bạn vào thời gian đã chọn. Hãy chọn đơn vị khác hoặc kỳ khác.',
    )
  }
  return found
}

/** The same when the official may see its figures. Refuses `indicators.no-such-unit`. */
export function readableUnit(
  database: Database,
  official: Official,
  unit: { id: string } | { code: string },
  days: Days,
): Promise<UnitOfPeriod> {
  return unitOfPeriod(database, unit, days, isReadable(official, days))
}

/** The units directly below a unit in a period, those that ended within it included: with the unit's own part they make up its figure. */
export async function subUnits(
  database: Database,
  unitId: string,
  days: { period: { from: CalendarDate }; asOf: CalendarDate },
): Promise<UnitOfPeriod[]> {
  const { rows } = await sql<UnitOfPeriod>`
    select ${columns} from (${unitsOfPeriod(days)}) found where found.parent_unit_id = ${unitId}::bigint
    order by found.position, found.name`.execute(database)
  return rows
}

/**
 * The units directly below a unit of today, in the reading of today: those that live, and those that ended with nobody after them
 * where they or whoever took their parent over stand.
 */
export async function subUnitsOfToday(
  database: Database,
  unitId: string,
  today: CalendarDate,
): Promise<UnitOfPeriod[]> {
  const { rows } = await sql<UnitOfPeriod>`
    with restated as materialized (select * from unit_restatement(${today}::date))
    select ${columns} from (${unitsOfPeriod({ period: { from: '1900-01-01' }, asOf: today })}) found
    left join restated above on above.unit_id = found.parent_unit_id and above.until_day is null
    where coalesce(above.restated_unit_id, found.parent_unit_id) = ${unitId}::bigint
      and not exists (select from restated own where own.unit_id = found.id and own.until_day is null and own.restated_unit_id <> found.id)
    order by found.position, found.name`.execute(database)
  return rows
}

/** A unit of which only a part, or one part of several, has come to the unit: what it did cannot be given to this one. */
export type PartialPredecessor = { name: string; happenedOn: CalendarDate; countedAt: string }

export async function partialPredecessors(
  database: Database,
  unitId: string,
  today: CalendarDate,
): Promise<PartialPredecessor[]> {
  const { rows } = await sql<PartialPredecessor>`
    select unit_name_on(succession.from_unit_id, succession.happened_on - 1) as name, succession.happened_on as "happenedOn",
      unit_name_on(restated.restated_unit_id, ${today}::date) as "countedAt"
    from unit_succession succession
    join unit_restatement(${today}::date) restated on restated.unit_id = succession.from_unit_id and not restated.is_exact
      and coalesce(restated.until_day, succession.happened_on) = succession.happened_on
    where succession.to_unit_id = ${unitId}::bigint and succession.from_unit_id <> succession.to_unit_id
    order by succession.happened_on, succession.id`.execute(database)
  return rows
}

/** Those of the units that live on the day. */
export async function livingUnits(
  database: Database,
  unitIds: readonly string[],
  day: CalendarDate,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select version.unit_id::text as id from unit_version version
    where version.unit_id = any(${[...unitIds]}::bigint[]) and ${day}::date between version.valid_from and coalesce(version.valid_to, 'infinity')`.execute(
    database,
  )
  const living = new Set(rows.map((row) => row.id))
  return unitIds.filter((id) => living.has(id))
}

/** The names of units on a day, by id. */
export async function unitNames(
  database: Database,
  unitIds: readonly string[],
  day: CalendarDate,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select unit.id::text as id, unit_name_on(unit.id, ${day}::date) as name
    from unit where unit.id = any(${[...new Set(unitIds)]}::bigint[])`.execute(database)
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The units that have gone into the unit as a whole, by the lineage of the day. */
export async function predecessorsOf(database: Database, unitId: string, day: CalendarDate): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct restated.unit_id::text as id from unit_restatement(${day}::date) restated
    where restated.restated_unit_id = ${unitId}::bigint and restated.unit_id <> ${unitId}::bigint
      and restated.is_exact and restated.until_day is null`.execute(database)
  return rows.map(({ id }) => id)
}
