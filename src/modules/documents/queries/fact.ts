import { type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import { DIRECTIONS, DOCUMENT_TYPE_TITLES } from '../rules/register-entry.ts'
import { withinReach } from './document-reach.ts'

/**
 * Registered documents, as what can be counted: outgoing ones for the unit that drafted them, on behalf of the body that issued
 * them; incoming ones for the unit that received them, on the day of arrival.
 */
export const documentFact: Fact = {
  code: 'document',
  title: 'Văn bản',
  time: 'event',
  source: sql`
    select document.id::text as record_id, document.reference || ' ' || document.summary as title,
      coalesce(document.drafting_unit_id, document.unit_id) as unit_id,
      case when document.direction = 'outgoing' then nullif(document.issuing_unit_id, document.drafting_unit_id) end as behalf_unit_id,
      document.registered_on as from_date, document.registered_on as to_date,
      document.type, document.direction
    from document where document.withdrawn_on is null`,
  dimensions: {
    type: { title: 'Loại văn bản', values: DOCUMENT_TYPE_TITLES },
    direction: { title: 'Văn bản đi, đến', values: DIRECTIONS },
  },
  measures: {},
  reading: {
    permission: 'document.read',
    allows: (official, today) => sql<SqlBool>`fact.record_id::bigint in (
      select document.id from document where ${withinReach(official, today)})`,
  },
  recordPath: (id) => `/documents/${id}`,
}
