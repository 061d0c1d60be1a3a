import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { keptStatement, type Placed, type Places } from '../../../platform/database/kept-statement.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { idsOfUnitsUnder, unitsUnder } from '../../organisation/index.ts'
import { unitsOfDenunciations } from '../rules/protected-sender.ts'

/**
 * Petitions that a unit of the official received or handles: those who passed one on still follow it. Never one in which the official
 * or a unit to which they belong is denounced: who is denounced must not even learn that it is there.
 */
export function withinReach(official: Official, today: CalendarDate): RawBuilder<SqlBool> {
  const units = unitsUnder(unitsFor(official, 'petition.read'), today)
  return sql<SqlBool>`((petition.unit_id in ${units} or petition.handling_unit_id in ${units})
    and ${notAgainst(official, today)})`
}

/** What has to be known of an official to ask whether they may open a petition. */
export const openerOf = (official: Official) => ({ personId: official.personId, ...unitsOfDenunciations(official) })

/** The same with what is needed for `isThisWithinReach`. */
export const readerOf = (official: Official, today: CalendarDate) => ({
  ...openerOf(official),
  readUnits: [...unitsFor(official, 'petition.read')],
  postUnits: unitsOfPosts(official),
  today,
})

type Opener = { [Name in keyof ReturnType<typeof openerOf>]: Placed<ReturnType<typeof openerOf>[Name]> }
type Reader = { [Name in keyof ReturnType<typeof readerOf>]: Placed<ReturnType<typeof readerOf>[Name]> }

/** The same as `withinReach` for one petition that is found by its key: asked like this it is not planned anew for each. */
export function isThisWithinReach({ readUnits, personId, postUnits, today }: Reader): RawBuilder<SqlBool> {
  return sql<SqlBool>`(is_within(array[petition.unit_id, petition.handling_unit_id], ${readUnits}::bigint[], ${today}::date)
    and not is_denounced_in(petition.id, ${personId}::bigint, ${postUnits}::bigint[], ${today}::date))`
}

/** The same for lists, with the ids of the units of `reachOf`. */
export function withinUnits(official: Official, units: readonly string[], today: CalendarDate): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${ofUnits(units)} and ${notAgainst(official, today)})`
}

/** Received or handled by one of the units. */
export function ofUnits(units: readonly string[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`(petition.unit_id = any(${[...units]}::bigint[]) or petition.handling_unit_id = any(${[...units]}::bigint[]))`
}

/** The units whose petitions the official may read. */
export function reachOf(database: Database, official: Official, today: CalendarDate): Promise<string[]> {
  return idsOfUnitsUnder(database, unitsFor(official, 'petition.read'), today)
}

/** True unless the official, or a unit to which they belong, is denounced in the petition. */
export function notAgainst(official: Official, today: CalendarDate): RawBuilder<SqlBool> {
  return sql<SqlBool>`petition.id <> all(array(${petitionsAgainst(official, today)}))`
}

const unitsOfPosts = (official: Official) => [...new Set(official.posts.map((post) => post.unitId))]

/** The petitions in which the official is denounced, or a unit to which they belong (one of theirs, or one above it). */
function petitionsAgainst(official: Official, today: CalendarDate): RawBuilder<unknown> {
  const units = unitsOfPosts(official)
  return sql`select party.petition_id from denounced_party party
    where party.removed_at is null and (party.person_id = ${official.personId}::bigint
      or party.unit_id in (select unit_id from units_above(${units}::bigint[], ${today}::date)))`
}

/**
 * True when the official may open the petition. Any that is not a denunciation; a denunciation only as head of the very unit that
 * handles it, as the person who handles it there, or as somebody there who was given the right to look at the denouncer's identity.
 * Units above and administrators don't.
 */
export function mayOpen(opener: Opener): RawBuilder<SqlBool> {
  const { personId, asHead, asHandler } = opener
  return sql<SqlBool>`(petition.kind_code <> 'denunciation'
    or petition.handling_unit_id = any(${asHead}::bigint[])
    or (petition.handler_person_id is not distinct from ${personId}::bigint and petition.handling_unit_id = any(${asHandler}::bigint[]))
    or ${holdsIdentityRight(opener)})`
}

/** True when the official was given the right to look at the identity in this case, by the unit that handles it now. */
export function holdsIdentityRight({ personId, asHandler }: Opener): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from identity_right granted where granted.petition_id = petition.id
    and granted.person_id = ${personId}::bigint and granted.revoked_at is null
    and granted.unit_id = petition.handling_unit_id and granted.unit_id = any(${asHandler}::bigint[]))`
}

/** True when the official heads the unit that handles the petition: there they name who may look at the identity. */
export function headsIt(official: Official): RawBuilder<SqlBool> {
  return sql<SqlBool>`petition.handling_unit_id = any(${unitsOfDenunciations(official).asHead}::bigint[])`
}

/** True when the official holds the permission for one of the units. */
export async function isInReach(
  database: Database,
  official: Official,
  permission: string,
  units: readonly string[],
  today: CalendarDate,
): Promise<boolean> {
  const roots = unitsFor(official, permission)
  // Every unit stands under itself: for what is the official's own nothing has to be asked.
  if (units.some((unit) => roots.includes(unit))) return true
  const [answer] = await standUnder(database, { units, roots, today })
  return answer?.found ?? false
}

type UnitsAndRoots = { units: readonly string[]; roots: readonly string[]; today: CalendarDate }
const standUnder = keptStatement(
  (_, { units, roots, today }: Places<UnitsAndRoots>) =>
    sql<{ found: boolean }>`select is_within(${units}::bigint[], ${roots}::bigint[], ${today}::date) as found`,
)

/**
 * True when it may be told that two petitions belong together. A denunciation and another kind may not: what it was split from, or
 * repeats, names the same sender openly.
 */
export function toldTogether(one: string, other: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.ref(`${one}.kind_code`)} = 'denunciation') = (${sql.ref(`${other}.kind_code`)} = 'denunciation')`
}
