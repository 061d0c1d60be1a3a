import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  type KnownUnit,
  planReorganisation,
  type ReorganisationPlan,
  type ReorganisationRow,
} from '../rules/reorganisation.ts'
import { unitKinds } from './unit-record.ts'
import { unitsPlacedUnder } from './units.ts'
import './tables.ts'

const reorganisationColumns = [
  'reorganisation.id',
  'reorganisation.legal_act as legalAct',
  'reorganisation.effective_on as effectiveOn',
  'reorganisation.state',
  'reorganisation.file_name as fileName',
  'reorganisation.rows',
  'reorganisation.summary',
  'reorganisation.created_at as createdAt',
  'reorganisation.done_at as doneAt',
  'reorganisation.undone_at as undoneAt',
  'maker.full_name as madeBy',
  'doer.full_name as doneBy',
  'undoer.full_name as undoneBy',
] as const

function all(database: Database) {
  return database
    .selectFrom('reorganisation')
    .leftJoin('account as making', 'making.id', 'reorganisation.created_by_account_id')
    .leftJoin('person as maker', 'maker.id', 'making.person_id')
    .leftJoin('account as doing', 'doing.id', 'reorganisation.done_by_account_id')
    .leftJoin('person as doer', 'doer.id', 'doing.person_id')
    .leftJoin('account as undoing', 'undoing.id', 'reorganisation.undone_by_account_id')
    .leftJoin('person as undoer', 'undoer.id', 'undoing.person_id')
    .select(reorganisationColumns)
}

export type Reorganisation = Awaited<ReturnType<typeof reorganisationById>>

/**
 * Reorganisations that concern the official: those of units that the official keeps up, and the official's own. The latest first; at
 * most 200.
 */
export async function reorganisations(database: Database, official: Official, today: CalendarDate) {
  return all(database)
    .where(concerns(official, today))
    .orderBy('reorganisation.effective_on', 'desc')
    .orderBy('reorganisation.id', 'desc')
    .limit(200)
    .execute()
}

/** One reorganisation. Refuses `organisation.no-such-reorganisation`. */
export async function reorganisationById(database: Database, official: Official, id: string, today: CalendarDate) {
  const found = await all(database)
    .where('reorganisation.id', '=', id)
    .where(concerns(official, today))
    .executeTakeFirst()
  if (found) return found
  throw new Refusal(
    'not-found',
    'organisation.no-such-reorganisation',
    'Không có lần sắp xếp đơn vị này trong phạm vi của bạn.',
  )
}

/** Those all of whose old units the official keeps up, and the official's own. */
function concerns(official: Official, today: CalendarDate) {
  return sql<boolean>`(reorganisation.created_by_account_id = ${official.accountId}::bigint or ${keepsAllUp(official, today)})`
}

/** True when the official keeps up every old unit that the reorganisation names: nobody acts on a neighbour's units. */
export function keepsAllUp(official: Official, today: CalendarDate) {
  const within = unitsPlacedUnder(unitsFor(official, 'organisation.manage'), today)
  return sql<boolean>`(select coalesce(bool_and(unit.id in ${within}), reorganisation.created_by_account_id = ${official.accountId}::bigint)
    from jsonb_array_elements(reorganisation.rows) line join unit on unit.code = line ->> 'fromCode')`
}

/** What the rows of a reorganisation come to against the units as they are now. */
export async function planOf(
  database: Database,
  official: Official,
  { rows, effectiveOn, today }: { rows: readonly ReorganisationRow[]; effectiveOn: CalendarDate; today: CalendarDate },
): Promise<ReorganisationPlan> {
  const codes = [...new Set(rows.flatMap((row) => [row.fromCode, row.toCode, row.toParentCode]))].filter(
    (code) => code !== '',
  )
  const kinds = await unitKinds(database)
  const named = await knownUnits(database, official, sql`unit.code = any(${codes}::text[])`, today)
  const sources = named.filter((unit) => rows.some((row) => row.fromCode === unit.code)).map((unit) => unit.id)
  const children = await knownUnits(
    database,
    official,
    sql`version.parent_unit_id = any(${sources}::bigint[]) and coalesce(version.valid_to, 'infinity') >= ${effectiveOn}::date`,
    today,
  )
  return planReorganisation(rows, { units: named, children, kinds, effectiveOn })
}

/** Units by their latest version. */
async function knownUnits(
  database: Database,
  official: Official,
  which: ReturnType<typeof sql>,
  today: CalendarDate,
): Promise<KnownUnit[]> {
  const { rows } = await sql<KnownUnit>`
    select unit.id::text as id, unit.code, version.name, version.kind_code as "kindCode",
      version.parent_unit_id::text as "parentUnitId", version.valid_from as "latestFrom", version.valid_to as "lastDay",
      (select min(first.valid_from) from unit_version first where first.unit_id = unit.id) as "firstDay",
      unit.id in ${unitsPlacedUnder(unitsFor(official, 'organisation.manage'), today)} as "isYours"
    from unit join unit_version version on version.unit_id = unit.id and version.is_last
    where ${which}
    order by unit.id`.execute(database)
  return rows
}

/** The successions that a reorganisation wrote, with the names of both ends. */
export async function successionsWritten(database: Database, reorganisationId: string) {
  return database
    .selectFrom('unit_succession as succession')
    .select([
      'succession.id',
      'succession.kind',
      'succession.is_main_heir as isMainHeir',
      'succession.share',
      'succession.parts',
      'succession.from_unit_id as fromUnitId',
      'succession.to_unit_id as toUnitId',
      sql<string>`unit_name_on(succession.from_unit_id, succession.happened_on - 1)`.as('fromName'),
      sql<string | null>`unit_name_on(succession.to_unit_id, succession.happened_on)`.as('toName'),
    ])
    .where('succession.reorganisation_id', '=', reorganisationId)
    .orderBy('succession.id')
    .execute()
}

/** A move of one row from a unit that ended to its heir. */
export type UnitMoved = {
  effectiveOn: CalendarDate
  legalAct: string
  reorganisationId: string
  fromName: string
  toName: string
  doneAt: Date
  doneBy: string | null
}

/** By which reorganisations a row has changed its unit, oldest first: told on its page, derived from what was done. */
export async function unitMovesOf(
  database: Database,
  { table, column, id }: { table: string; column: string; id: string },
): Promise<UnitMoved[]> {
  const { rows } = await sql<UnitMoved>`
    select reorganisation.effective_on as "effectiveOn", reorganisation.legal_act as "legalAct",
      reorganisation.id::text as "reorganisationId", reorganisation.done_at as "doneAt", person.full_name as "doneBy",
      unit_name_on((change.before ->> ${column})::bigint, reorganisation.effective_on - 1) as "fromName",
      unit_name_on((change.after ->> ${column})::bigint, reorganisation.effective_on) as "toName"
    from reorganisation_change change
    join reorganisation on reorganisation.id = change.reorganisation_id and reorganisation.state = 'done'
    left join account on account.id = reorganisation.done_by_account_id
    left join person on person.id = account.person_id
    where change.table_name = ${table} and change.row_id = ${id}::bigint and change.before ? ${column}
    order by reorganisation.effective_on, change.id`.execute(database)
  return rows
}
