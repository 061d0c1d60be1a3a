import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { keptStatement, type Places } from '../../../platform/database/kept-statement.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { isThisWithinReach, mayOpen, reachOf, readerOf, toldTogether, withinUnits } from './reach.ts'
import './tables.ts'

/**
 * One petition; undefined when it is not there or not within the official's reach. `opened` is false for a denunciation that the
 * official may not open: then title, content and who passed it on are null, and only what the register shows is told.
 */
export async function petitionById(database: Database, official: Official, id: string, today: CalendarDate) {
  const [found] = await withNames(database, { id, ...readerOf(official, today) })
  return found
}

/** The same without the names of units and people, for who goes on to do something with it. */
export async function barePetitionById(database: Database, official: Official, id: string, today: CalendarDate) {
  const [found] = await withoutNames(database, { id, ...readerOf(official, today) })
  return found
}

type IdAndReader = { id: string } & ReturnType<typeof readerOf>

const withoutNames = keptStatement((database, asked: Places<IdAndReader>) => thisPetition(database, asked))

const withNames = keptStatement((database, asked: Places<IdAndReader>) =>
  thisPetition(database, asked)
    .leftJoin('person as handler', 'handler.id', 'petition.handler_person_id')
    .leftJoin('account', 'account.id', 'petition.changed_by_account_id')
    .leftJoin('person as changer', 'changer.id', 'account.person_id')
    .select([
      'handler.full_name as handlerName',
      'changer.full_name as changedBy',
      sql<string>`unit_name_on(petition.unit_id, petition.received_on)`.as('unitName'),
      sql<string | null>`unit_name_on(petition.behalf_unit_id, petition.received_on)`.as('behalfUnitName'),
      sql<string>`unit_name_on(petition.handling_unit_id, coalesce(petition.ended_on, ${asked.today}::date))`.as(
        'handlingUnitName',
      ),
    ]),
)

function thisPetition(database: Database, { id, ...reader }: Places<IdAndReader>) {
  const opened = mayOpen(reader)
  return database
    .selectFrom('petition')
    .select([
      'petition.id',
      'petition.number',
      'petition.year',
      'petition.kind_code as kind',
      'petition.channel_code as channel',
      'petition.unit_id as unitId',
      'petition.behalf_unit_id as behalfUnitId',
      'petition.handling_unit_id as handlingUnitId',
      'petition.handler_person_id as handlerPersonId',
      'petition.signatory_count as signatoryCount',
      'petition.state',
      'petition.received_on as receivedOn',
      'petition.registered_on as registeredOn',
      'petition.due_on as dueOn',
      'petition.ended_on as endedOn',
      'petition.sender_name as senderName',
      'petition.sender_address as senderAddress',
      'petition.sender_phone as senderPhone',
      'petition.illustration',
      'petition.version',
      'petition.changed_at as changedAt',
      sql<boolean>`${opened}`.as('opened'),
      sql<boolean>`exists (select from protected_record where protected_record.petition_id = petition.id)`.as(
        'isProtected',
      ),
      sql<string | null>`case when ${opened} then petition.title end`.as('title'),
      sql<string | null>`case when ${opened} then petition.content end`.as('content'),
      sql<string | null>`case when ${opened} then petition.forwarded_by end`.as('forwardedBy'),
    ])
    .where('petition.id', '=', id)
    .where(isThisWithinReach(reader))
}

export type PetitionRecord = NonNullable<Awaited<ReturnType<typeof petitionById>>>
export type BarePetition = NonNullable<Awaited<ReturnType<typeof barePetitionById>>>

/** What the forms of these petitions show, of those that are no denunciations and within the official's reach. */
export async function petitionsForForms(
  database: Database,
  official: Official,
  { ids, today }: { ids: readonly string[]; today: CalendarDate },
) {
  return database
    .selectFrom('petition')
    .select(['id', 'unit_id as unitId', 'kind_code as kind', 'channel_code as channel', 'received_on as receivedOn'])
    .select(['behalf_unit_id as behalfUnitId', 'forwarded_by as forwardedBy', 'title', 'content', 'version'])
    .select(['sender_name as senderName', 'sender_address as senderAddress', 'sender_phone as senderPhone'])
    .select('signatory_count as signatoryCount')
    .where(sql<SqlBool>`petition.id = any(${[...ids]}::bigint[])`)
    .where('kind_code', '<>', 'denunciation')
    .where(withinUnits(official, await reachOf(database, official, today), today))
    .execute()
}

/** The version of a petition, locked until the transaction ends; undefined when there is none. Whether it may be read is not asked. */
export async function petitionVersion(transaction: Database, id: string): Promise<number | undefined> {
  const found = await transaction
    .selectFrom('petition')
    .select('version')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found?.version
}

/** What happened to a petition and who wrote it down, newest first. The caller has checked that the reader may open it. */
export function timelineOf(database: Database, petitionId: string) {
  return database
    .selectFrom('petition_event as event')
    .leftJoin('account', 'account.id', 'event.recorded_by_account_id')
    .leftJoin('person as recorder', 'recorder.id', 'account.person_id')
    .leftJoin('person as handler', 'handler.id', 'event.person_id')
    .leftJoin('person as decider', 'decider.id', 'event.decided_by_person_id')
    .innerJoin('petition as own', 'own.id', 'event.petition_id')
    .leftJoin('petition as related', (join) =>
      join.onRef('related.id', '=', 'event.related_petition_id').on(toldTogether('own', 'related')),
    )
    .select([
      'event.position',
      'event.kind',
      'event.happened_on as happenedOn',
      'event.kind_code as petitionKind',
      'event.channel_code as channel',
      'event.body',
      'event.note',
      'event.document_number as documentNumber',
      'event.document_on as documentOn',
      'event.details',
      'event.notified',
      'related.number as relatedNumber',
      'related.year as relatedYear',
      'related.id as relatedId',
      'decider.full_name as decidedBy',
      'event.legal_basis as legalBasis',
      'event.recorded_at as recordedAt',
      'recorder.full_name as recordedBy',
      'handler.full_name as handlerName',
      sql<string | null>`unit_name_on(event.unit_id, event.happened_on)`.as('unitName'),
    ])
    .where('event.petition_id', '=', petitionId)
    .orderBy('event.position', 'desc')
    .execute()
}

export type PetitionMoment = Awaited<ReturnType<typeof timelineOf>>[number]

/** The people who hold a post in the unit today and may handle petitions: those to whom one can be assigned. */
export function possibleHandlers(database: Database, unitId: string, today: CalendarDate) {
  return database
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select(['person.id', 'person.full_name as fullName', 'post.title'])
    .distinctOn(['person.full_name', 'person.id'])
    .where('post.unit_id', '=', unitId)
    .where('post.valid_from', '<=', today)
    .where(sql<SqlBool>`coalesce(post.valid_to, 'infinity') >= ${today}`)
    .where('post.role_code', 'in', (roles) =>
      roles.selectFrom('role_permission').select('role_code').where('permission', '=', 'petition.answer'),
    )
    .orderBy('person.full_name')
    .orderBy('person.id')
    .orderBy('post.position')
    .execute()
}
