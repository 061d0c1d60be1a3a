import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { headsIt, holdsIdentityRight, mayOpen, openerOf, withinReach } from './reach.ts'
import './tables.ts'
import './protected-tables.ts'

/**
 * A petition whose sender is or was protected, with what this official may do about the identity; undefined when it is out of reach,
 * is no such petition, or the official may not open it.
 */
export function identityAccess(database: Database, official: Official, petitionId: string, today: CalendarDate) {
  return database
    .selectFrom('petition')
    .select([
      'petition.id',
      'petition.number',
      'petition.year',
      'petition.kind_code as kind',
      'petition.title',
      'petition.content',
      'petition.unit_id as unitId',
      'petition.handling_unit_id as handlingUnitId',
      'petition.handler_person_id as handlerPersonId',
      sql<boolean>`${holdsIdentityRight(openerOf(official))}`.as('mayLook'),
      sql<boolean>`${headsIt(official)}`.as('heads'),
      sql<string>`unit_name_on(petition.handling_unit_id, ${today}::date)`.as('handlingUnitName'),
    ])
    .where('petition.id', '=', petitionId)
    .where(withinReach(official, today))
    .where(mayOpen(openerOf(official)))
    .where((row) =>
      row.or([
        row('petition.kind_code', '=', 'denunciation'),
        row.exists(
          row
            .selectFrom('protected_record')
            .select('protected_record.petition_id')
            .whereRef('protected_record.petition_id', '=', 'petition.id'),
        ),
      ]),
    )
    .executeTakeFirst()
}

export type IdentityAccess = NonNullable<Awaited<ReturnType<typeof identityAccess>>>

/** Who was named to look at the identity in this case, newest first. */
export function identityRightsOf(database: Database, petitionId: string) {
  return database
    .selectFrom('identity_right as granted')
    .innerJoin('petition', 'petition.id', 'granted.petition_id')
    .innerJoin('person', 'person.id', 'granted.person_id')
    .leftJoin('account as granter', 'granter.id', 'granted.granted_by_account_id')
    .leftJoin('person as grantedBy', 'grantedBy.id', 'granter.person_id')
    .select([
      'granted.id',
      'granted.reason',
      'granted.granted_at as grantedAt',
      'granted.revoked_at as revokedAt',
      'person.full_name as personName',
      'grantedBy.full_name as grantedByName',
      sql<boolean>`granted.revoked_at is null and granted.unit_id = petition.handling_unit_id`.as('inForce'),
    ])
    .where('granted.petition_id', '=', petitionId)
    .orderBy('granted.id', 'desc')
    .execute()
}

/** The looks at the identity in one case, newest first; at most 200. */
export function looksAt(database: Database, petitionId: string) {
  return looks(database).where('look.petition_id', '=', petitionId).limit(200).execute()
}

export const LOOKS_PER_PAGE = 50

/** The looks in the cases of the units that the official heads, newest first, one page of 50: for reviewing them from time to time. */
export async function looksInUnitsOf(
  database: Database,
  official: Official,
  { after, today }: { after: string | undefined; today: CalendarDate },
) {
  let query = looks(database)
    .where((row) => row.and([headsIt(official), withinReach(official, today)]))
    .limit(LOOKS_PER_PAGE + 1)
  if (after) query = query.where('look.id', '<', after)
  const rows = await query.execute()
  const page = rows.slice(0, LOOKS_PER_PAGE)
  return { rows: page, next: rows.length > LOOKS_PER_PAGE ? (page.at(-1)?.id ?? null) : null }
}

function looks(database: Database) {
  return database
    .selectFrom('identity_look as look')
    .innerJoin('petition', 'petition.id', 'look.petition_id')
    .innerJoin('account', 'account.id', 'look.account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'look.id',
      'look.petition_id as petitionId',
      'look.reason',
      'look.looked_at as lookedAt',
      'person.full_name as personName',
      'petition.number',
      'petition.year',
      sql<number>`(select count(*)::int from identity_look_opening opening where opening.look_id = look.id and opening.opened <> 'identity')`.as(
        'filesOpened',
      ),
    ])
    .orderBy('look.id', 'desc')
}

export type IdentityLook = Awaited<ReturnType<typeof looksAt>>[number]

/** Who is denounced in a case, as it was recorded. */
export function denouncedIn(database: Database, petitionId: string, today: CalendarDate) {
  return database
    .selectFrom('denounced_party as party')
    .select(['party.id', 'party.name', sql<string | null>`unit_name_on(party.unit_id, ${today}::date)`.as('unitName')])
    .where('party.petition_id', '=', petitionId)
    .where('party.removed_at', 'is', null)
    .orderBy('party.id')
    .execute()
}
