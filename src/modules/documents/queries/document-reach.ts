import { type SqlBool, sql } from 'kysely'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/**
 * For `where`: the documents that the official may read: those in the registers within reach, those that a unit within reach
 * issued or drafted, and those that were sent to one. The table must be named `document` in the query.
 */
export function withinReach(official: Official, today: CalendarDate) {
  const units = unitsUnder(unitsFor(official, 'document.read'), today)
  return sql<SqlBool>`(
    document.unit_id in ${units}
    or document.drafting_unit_id in ${units}
    or (document.direction = 'outgoing' and document.issuing_unit_id in ${units})
    or document.id in (select recipient.document_id from document_recipient recipient where recipient.unit_id in ${units}))`
}

/** For `where`: words as people type them, in number, summary or issuer; accents, slashes and hyphens don't matter. */
export function holdsWords(words: string) {
  return sql<SqlBool>`document.id in (select search.document_id from document_search search
    where search.words @@ plainto_tsquery('simple', ${searchText(sql`${words}`)}))`
}

/** Text as it is searched: without accents, and with number and symbol in their parts. */
export function searchText(words: ReturnType<typeof sql>) {
  return sql<string>`regexp_replace(searchable(${words}), '[/.-]+', ' ', 'g')`
}

/** The issuer as called on the day of the document. */
export const ISSUER_NAME = sql<string>`coalesce(document.issuing_body, unit_name_on(document.issuing_unit_id, document.issued_on))`
