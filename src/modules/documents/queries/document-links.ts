import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { ISSUER_NAME, withinReach } from './document-reach.ts'

/** What a document rests on, carries out and replaces, in the order in which it was written; `readableId` only for readers of it. */
export function linksOf(database: Database, official: Official, documentId: string, today: CalendarDate) {
  return database
    .selectFrom('document_link as link')
    .leftJoin(
      database
        .selectFrom('document')
        .where(withinReach(official, today))
        .select(['document.id', 'document.summary'])
        .as('target'),
      'target.id',
      'link.target_document_id',
    )
    .select([
      'link.kind',
      'link.target_document_id as targetDocumentId',
      'link.target_text as targetText',
      'target.id as readableId',
      'target.summary',
    ])
    .where('link.document_id', '=', documentId)
    .orderBy('link.kind')
    .orderBy('link.position')
    .execute()
}

/** Documents that rest on this one, carry it out or replace it, and that the official may read; newest first, at most 200. */
export function linksTo(database: Database, official: Official, documentId: string, today: CalendarDate) {
  return database
    .selectFrom('document_link as link')
    .innerJoin('document', 'document.id', 'link.document_id')
    .where(withinReach(official, today))
    .where('link.target_document_id', '=', documentId)
    .where('document.withdrawn_on', 'is', null)
    .select([
      'link.kind',
      'document.id',
      'document.reference',
      'document.issued_on as issuedOn',
      'document.summary',
      ISSUER_NAME.as('issuer'),
    ])
    .orderBy(sql`document.issued_on desc, document.id desc`)
    .limit(200)
    .execute()
}
