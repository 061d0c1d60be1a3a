import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/** What the law in force at the end of the year asks a commune to make public, in its order; empty before the law. */
export function contentsOfYear(database: Database, year: number) {
  return database
    .selectFrom('disclosure_content_version as content')
    .select(['content.code', 'content.title', 'content.short_title as shortTitle', 'content.occurs', 'content.source'])
    .where('content.valid_from', '<=', `${year}-12-31`)
    .where((where) =>
      where.or([where('content.valid_to', 'is', null), where('content.valid_to', '>=', `${year}-12-31`)]),
    )
    .orderBy('content.position')
    .execute()
}

/** The documents in the yearly table of one commune, oldest first; withdrawn ones left out. */
export function disclosuresOfYear(
  database: Database,
  official: Official,
  asked: { unitId: string; year: number },
  today: CalendarDate,
) {
  return database
    .selectFrom('disclosure')
    .select([
      'disclosure.id',
      'disclosure.content_code as contentCode',
      'disclosure.quarter',
      'disclosure.title',
      'disclosure.document_number as documentNumber',
      'disclosure.document_issued_on as documentIssuedOn',
      'disclosure.due_on as dueOn',
      'disclosure.disclosed_on as disclosedOn',
    ])
    .where('disclosure.unit_id', '=', asked.unitId)
    .where('disclosure.unit_id', 'in', unitsUnder(unitsFor(official, 'democracy.read'), today))
    .where('disclosure.year', '=', asked.year)
    .where('disclosure.withdrawn_on', 'is', null)
    .orderBy('disclosure.document_issued_on')
    .orderBy('disclosure.id')
    .limit(1000)
    .execute()
}

/** What a table over many communes needs: a slim row for each document of the year. */
export function disclosuresOfCommunes(database: Database, unitIds: readonly string[], year: number) {
  return database
    .selectFrom('disclosure')
    .select([
      'disclosure.unit_id as unitId',
      'disclosure.content_code as contentCode',
      'disclosure.quarter',
      'disclosure.due_on as dueOn',
      'disclosure.disclosed_on as disclosedOn',
    ])
    .where(sql<SqlBool>`disclosure.unit_id = any(${[...unitIds]}::bigint[])`)
    .where('disclosure.year', '=', year)
    .where('disclosure.withdrawn_on', 'is', null)
    .execute()
}

/** One document with its content; undefined when it is not there or not the official's to read. */
export function disclosureById(database: Database, official: Official, id: string, today: CalendarDate) {
  return database
    .selectFrom('disclosure')
    .leftJoin('account', 'account.id', 'disclosure.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'disclosure.id',
      'disclosure.unit_id as unitId',
      'disclosure.content_code as contentCode',
      'disclosure.year',
      'disclosure.quarter',
      'disclosure.title',
      'disclosure.document_number as documentNumber',
      'disclosure.document_issued_on as documentIssuedOn',
      'disclosure.summary',
      'disclosure.due_on as dueOn',
      'disclosure.disclosed_on as disclosedOn',
      'disclosure.withdrawn_on as withdrawnOn',
      'disclosure.withdrawn_reason as withdrawnReason',
      'disclosure.illustration',
      'disclosure.version',
      'disclosure.changed_at as changedAt',
      'person.full_name as changedBy',
      contentTitle.as('contentTitle'),
      sql<string>`unit_name_on(disclosure.unit_id, disclosure.document_issued_on)`.as('unitName'),
      sql<boolean>`disclosure.unit_id in ${unitsUnder(unitsFor(official, 'democracy.write'), today)}`.as('isTheirs'),
    ])
    .where('disclosure.id', '=', id)
    .where('disclosure.unit_id', 'in', unitsUnder(unitsFor(official, 'democracy.read'), today))
    .executeTakeFirst()
}

export type DisclosureRecord = NonNullable<Awaited<ReturnType<typeof disclosureById>>>

/** How a document was made public, first to last. The caller has checked that the reader may see the document. */
export function postingsOf(database: Database, disclosureId: string) {
  return database
    .selectFrom('disclosure_posting as posting')
    .select([
      'posting.id',
      'posting.form',
      'posting.place',
      'posting.posted_on as postedOn',
      'posting.posted_until as postedUntil',
      'posting.minutes',
    ])
    .where('posting.disclosure_id', '=', disclosureId)
    .orderBy('posting.posted_on')
    .orderBy('posting.id')
    .limit(100)
    .execute()
}

/** The title that the content had on the day of the document; the newest where the document is older than the list. */
const contentTitle = sql<string>`(select content.title from disclosure_content_version content
  where content.code = disclosure.content_code
  order by (disclosure.document_issued_on between content.valid_from and coalesce(content.valid_to, 'infinity')) desc,
    content.valid_from desc limit 1)`

export { contentTitle }
