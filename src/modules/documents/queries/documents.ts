import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { Direction, DocumentType } from '../rules/register-entry.ts'
import { ISSUER_NAME, unlessLimited, withinReach } from './document-reach.ts'
import { holdsWords, whereFound } from './document-search.ts'

export const DOCUMENTS_PER_PAGE = 50

export type DocumentFilter = {
  direction?: Direction | undefined
  type?: DocumentType | undefined
  /** The year in which it stands in the register. */
  year?: number | undefined
  /** Only the registers of this unit and the units below it. */
  unitId?: string | undefined
  words?: string | undefined
  /** Where the page before ended: `date_id`. */
  after?: string | undefined
}

/**
 * Documents the official may read, the latest in the register first, one page of 50 with the cursor of the next; when words are looked
 * for, with where they stand.
 */
export async function registeredDocuments(
  database: Database,
  official: Official,
  filter: DocumentFilter,
  today: CalendarDate,
) {
  let query = database
    .selectFrom('document')
    .where(withinReach(official, today))
    .select([
      'document.id',
      'document.direction',
      'document.type',
      'document.reference',
      'document.issued_on as issuedOn',
      'document.registered_on as registeredOn',
      'document.arrival_number as arrivalNumber',
      'document.summary',
      'document.due_on as dueOn',
      'document.handled_on as handledOn',
      'document.withdrawn_on as withdrawnOn',
      'document.limits',
      'document.secrecy',
      ISSUER_NAME.as('issuer'),
    ])
    .orderBy('document.registered_on', 'desc')
    .orderBy('document.id', 'desc')
    .limit(DOCUMENTS_PER_PAGE + 1)
  if (filter.direction) query = query.where('document.direction', '=', filter.direction)
  if (filter.type) query = query.where('document.type', '=', filter.type)
  if (filter.year) {
    query = query
      .where('document.registered_on', '>=', `${filter.year}-01-01`)
      .where('document.registered_on', '<=', `${filter.year}-12-31`)
  }
  if (filter.unitId) query = query.where('document.unit_id', 'in', unitsUnder([filter.unitId], today))
  if (filter.words) query = query.where(holdsWords(filter.words, official, today))
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d+)$/.exec(filter.after ?? '')
  if (cursor) {
    query = query.where(
      sql<SqlBool>`(document.registered_on, document.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`,
    )
  }
  const rows = await query.execute()
  const page = rows.slice(0, DOCUMENTS_PER_PAGE)
  const last = page.at(-1)
  const ids = page.map(({ id }) => id)
  const found = filter.words ? await whereFound(database, official, { ids, words: filter.words, today }) : undefined
  const told = page.map((row) => ({ ...row, foundIn: found?.get(row.id) ?? null }))
  return { rows: told, next: rows.length > DOCUMENTS_PER_PAGE && last ? `${last.registeredOn}_${last.id}` : null }
}

/** One document as its page shows it; undefined when it is not there or not this official's to read. */
export function documentById(database: Database, official: Official, id: string, today: CalendarDate) {
  return database
    .selectFrom('document')
    .leftJoin('account', 'account.id', 'document.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .where(withinReach(official, today))
    .where('document.id', '=', id)
    .select([
      'document.id',
      'document.unit_id as unitId',
      'document.direction',
      'document.type',
      'document.reference',
      'document.issued_on as issuedOn',
      'document.issuing_unit_id as issuingUnitId',
      'document.issuing_body as issuingBody',
      'document.drafting_unit_id as draftingUnitId',
      'document.summary',
      'document.number',
      'document.symbol',
      'document.series',
      'document.arrived_on as arrivedOn',
      'document.arrival_number as arrivalNumber',
      'document.due_on as dueOn',
      'document.handled_on as handledOn',
      'document.handling_note as handlingNote',
      'document.illustration',
      'document.version',
      'document.changed_at as changedAt',
      'document.withdrawn_on as withdrawnOn',
      'document.withdrawn_reason as withdrawnReason',
      'document.limits',
      'document.secrecy',
      'document.identifier',
      'document.created_at as createdAt',
      'person.full_name as changedBy',
      ISSUER_NAME.as('issuer'),
      sql<string>`unit_name_on(document.unit_id, document.registered_on)`.as('unitName'),
      sql<string | null>`unit_name_on(document.drafting_unit_id, document.issued_on)`.as('draftingUnitName'),
      sql<number>`(select count(*)::int from document_recipient where document_id = document.id)`.as('recipientCount'),
    ])
    .executeTakeFirst()
}

export type DocumentRecord = NonNullable<Awaited<ReturnType<typeof documentById>>>

/** Documents in the registers of these units that ask for something by that day and have not been dealt with, the nearest day first. */
export function documentsDue(
  database: Database,
  official: Official,
  { unitIds, until, today }: { unitIds: readonly string[]; until: CalendarDate; today: CalendarDate },
) {
  return database
    .selectFrom('document')
    .select([
      'document.id',
      'document.reference',
      'document.summary',
      'document.due_on as dueOn',
      'document.issued_on as issuedOn',
      ISSUER_NAME.as('issuer'),
    ])
    .where('document.unit_id', 'in', unitIds.length > 0 ? [...unitIds] : ['0'])
    .where(unlessLimited(official, today))
    .where('document.due_on', '<=', until)
    .where('document.handled_on', 'is', null)
    .where('document.withdrawn_on', 'is', null)
    .orderBy('document.due_on')
    .limit(50)
    .execute()
}

/** Outgoing documents of one type that stand in the registers the official writes, the latest first, at most 200: to choose from. */
export function documentsToChoose(
  database: Database,
  official: Official,
  { type, today }: { type: DocumentType; today: CalendarDate },
) {
  return database
    .selectFrom('document')
    .select([
      'document.id',
      'document.reference',
      'document.issued_on as issuedOn',
      'document.summary',
      ISSUER_NAME.as('issuer'),
    ])
    .where('document.unit_id', 'in', unitsUnder(unitsFor(official, 'document.write'), today))
    .where(unlessLimited(official, today))
    .where('document.direction', '=', 'outgoing')
    .where('document.type', '=', type)
    .where('document.withdrawn_on', 'is', null)
    .orderBy('document.issued_on', 'desc')
    .orderBy('document.id', 'desc')
    .limit(200)
    .execute()
}

/** Outgoing documents of one type that the official may read and that a body has issued since a day, the latest first, at most 200. */
export function documentsOfBody(
  database: Database,
  official: Official,
  {
    type,
    issuingUnitId,
    since,
    today,
  }: { type: DocumentType; issuingUnitId: string; since: CalendarDate; today: CalendarDate },
) {
  return database
    .selectFrom('document')
    .select(['document.id', 'document.reference', 'document.issued_on as issuedOn', 'document.summary'])
    .where(withinReach(official, today))
    .where('document.direction', '=', 'outgoing')
    .where('document.type', '=', type)
    .where('document.issuing_unit_id', '=', issuingUnitId)
    .where('document.issued_on', '>=', since)
    .where('document.withdrawn_on', 'is', null)
    .orderBy('document.issued_on', 'desc')
    .orderBy('document.id', 'desc')
    .limit(200)
    .execute()
}

/** True when the official writes the register of this unit. */
export async function isWriterOf(
  database: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<boolean> {
  const found =
    await sql`select 1 where ${unitId}::bigint in ${unitsUnder(unitsFor(official, 'document.write'), today)}`.execute(
      database,
    )
  return found.rows.length > 0
}
