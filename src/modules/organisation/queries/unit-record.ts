import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import type { UnitVersion } from '../rules/unit-version.ts'
import { unitsPlacedUnder } from './units.ts'
import './tables.ts'

/** A version with the words around it. */
export type UnitVersionRecord = UnitVersion & {
  kindTitle: string
  /** True for a committee or board, whose people are members and work elsewhere. */
  hasMembers: boolean
  parentName: string | null
  legalAct: string
}

/** A unit with all its versions, the latest first. */
export type UnitRecord = { id: string; code: string; illustration: string | null; versions: UnitVersionRecord[] }

/**
 * A unit through time; undefined when there is none. How state bodies are organised is public, so it has no scope; what they do
 * and who works there has.
 */
export async function unitRecord(database: Database, unitId: string): Promise<UnitRecord | undefined> {
  const unit = await database
    .selectFrom('unit')
    .select(['id', 'code', 'illustration'])
    .where('id', '=', unitId)
    .executeTakeFirst()
  if (!unit) return undefined
  const versions = await database
    .selectFrom('unit_version as version')
    .innerJoin('unit_kind as kind', 'kind.code', 'version.kind_code')
    .select([
      'version.id',
      'version.name',
      'version.short_name as shortName',
      'version.kind_code as kindCode',
      'kind.title as kindTitle',
      'kind.has_members as hasMembers',
      'version.parent_unit_id as parentUnitId',
      sql<string | null>`unit_name_on(version.parent_unit_id, coalesce(version.valid_to, version.valid_from))`.as(
        'parentName',
      ),
      'version.place_name as placeName',
      'version.issuer_code as issuerCode',
      'version.administrative_code as administrativeCode',
      'version.valid_from as validFrom',
      'version.valid_to as validTo',
      'version.legal_act as legalAct',
    ])
    .where('version.unit_id', '=', unitId)
    .orderBy('version.valid_from', 'desc')
    .execute()
  return { ...unit, versions }
}

/** What became of a unit and what it came from: both ends with the names of the day, oldest first. */
export async function successionsOf(database: Database, unitId: string) {
  return database
    .selectFrom('unit_succession as succession')
    .select([
      'succession.id',
      'succession.kind',
      'succession.happened_on as happenedOn',
      'succession.legal_act as legalAct',
      'succession.note',
      'succession.share',
      'succession.parts',
      'succession.from_unit_id as fromUnitId',
      'succession.to_unit_id as toUnitId',
      sql<string>`unit_name_on(succession.from_unit_id, succession.happened_on - 1)`.as('fromName'),
      sql<string | null>`unit_name_on(succession.to_unit_id, succession.happened_on)`.as('toName'),
    ])
    .where((condition) =>
      condition.or([
        condition('succession.from_unit_id', '=', unitId),
        condition('succession.to_unit_id', '=', unitId),
      ]),
    )
    .orderBy('succession.happened_on')
    .orderBy('succession.id')
    .execute()
}

/** The blocks in which the unit is compared on the day. */
export async function blocksOf(database: Database, unitId: string, day: CalendarDate) {
  return database
    .selectFrom('block_membership as membership')
    .innerJoin('block', 'block.id', 'membership.block_id')
    .select(['block.id', 'block.title', 'membership.valid_from as validFrom'])
    .where('membership.unit_id', '=', unitId)
    .where('membership.valid_from', '<=', day)
    .where((condition) =>
      condition.or([condition('membership.valid_to', 'is', null), condition('membership.valid_to', '>=', day)]),
    )
    .orderBy('block.title')
    .execute()
}

/** Which of the permissions reach the unit today, wherever it stands or last stood. */
export async function permissionsFor(
  database: Database,
  official: Official,
  { unitId, permissions, today }: { unitId: string; permissions: readonly string[]; today: CalendarDate },
): Promise<Set<string>> {
  const reaching = await Promise.all(
    permissions.map(async (permission) =>
      (await reaches(database, official, permission, unitId, today)) ? [permission] : [],
    ),
  )
  return new Set(reaching.flat())
}

/** True when the official holds the permission for the unit. */
export async function reaches(
  database: Database,
  official: Official,
  permission: string,
  unitId: string,
  today: CalendarDate,
): Promise<boolean> {
  const roots = unitsFor(official, permission)
  if (roots.length === 0) return false
  const found = await sql<{ found: SqlBool }>`select true as found
    where ${unitId}::bigint in ${unitsPlacedUnder(roots, today)}`.execute(database)
  return found.rows.length > 0
}

/** The kinds of unit, in their order. */
export function unitKinds(database: Database) {
  return database.selectFrom('unit_kind').select(['code', 'title', 'level']).orderBy('position').execute()
}
