import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import './tables.ts'

/** A unit as it is on a day. */
export type UnitOnDay = {
  id: string
  code: string
  name: string
  shortName: string
  kindCode: string
  kindTitle: string
  level: 'province' | 'district' | 'commune' | 'other'
  parentUnitId: string | null
  placeName: string | null
  issuerCode: string | null
}

/** The units alive on the day, within the given subtrees when they are given; by name in the order of their kinds. */
export function unitsOnDay(
  database: Database,
  {
    today,
    roots,
    ids,
    kinds,
    among,
  }: {
    today: CalendarDate
    roots?: readonly string[]
    ids?: readonly string[]
    kinds?: readonly string[]
    /** A select of ids. */
    among?: RawBuilder<unknown>
  },
): Promise<UnitOnDay[]> {
  let query = database
    .selectFrom('unit')
    .innerJoin('unit_version as version', 'version.unit_id', 'unit.id')
    .innerJoin('unit_kind as kind', 'kind.code', 'version.kind_code')
    .select([
      'unit.id',
      'unit.code',
      'version.name',
      'version.short_name as shortName',
      'version.kind_code as kindCode',
      'kind.title as kindTitle',
      'kind.level',
      'version.parent_unit_id as parentUnitId',
      'version.place_name as placeName',
      'version.issuer_code as issuerCode',
    ])
    .where('version.valid_from', '<=', today)
    .where((condition) =>
      condition.or([condition('version.valid_to', 'is', null), condition('version.valid_to', '>=', today)]),
    )
    .orderBy('kind.position')
    .orderBy('version.name')
  if (roots) query = query.where('unit.id', 'in', unitsUnder(roots, today))
  if (ids) query = query.where('unit.id', 'in', ids.length > 0 ? [...ids] : ['0'])
  if (kinds) query = query.where('version.kind_code', 'in', [...kinds])
  if (among) query = query.where(sql<SqlBool>`unit.id in ${among}`)
  return query.execute()
}

/** One unit on a day by its id or its code; undefined when it does not live on that day. */
export async function unitOnDay(
  database: Database,
  unit: { id: string } | { code: string },
  today: CalendarDate,
): Promise<UnitOnDay | undefined> {
  if ('id' in unit) return (await unitsOnDay(database, { today, ids: [unit.id] }))[0]
  const found = await database.selectFrom('unit').select('id').where('code', '=', unit.code).executeTakeFirst()
  return found ? (await unitsOnDay(database, { today, ids: [found.id] }))[0] : undefined
}

/** For use inside a query, as the scope of an official: `where('unit_id', 'in', unitsUnder(unitsFor(official, …), today))`. */
export function unitsUnder(roots: readonly string[], today: CalendarDate) {
  return sql<string>`(select unit_id from units_under(${[...roots]}::bigint[], ${today}::date))`
}

/**
 * The same units by their ids, asked for beforehand: with them in hand the server knows how many records are theirs and chooses its
 * way by that. For lists over very many records.
 */
export async function idsOfUnitsUnder(
  database: Database,
  roots: readonly string[],
  today: CalendarDate,
): Promise<string[]> {
  if (roots.length === 0) return []
  const { rows } = await sql<{
    id: string
  }>`select unit_id::text as id from ${unitsUnder(roots, today)} reached`.execute(database)
  return rows.map(({ id }) => id)
}

/**
 * The same with what has ended, under its last parent, and what begins later: for looking things up and for keeping them up.
 * What a unit did and owes goes by `unitsUnder`.
 */
export function unitsPlacedUnder(roots: readonly string[], today: CalendarDate) {
  return sql<string>`(select unit_id from units_placed_under(${[...roots]}::bigint[], ${today}::date))`
}
