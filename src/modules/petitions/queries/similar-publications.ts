import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { isShown, shownTitle } from './publications.ts'
import './submission-tables.ts'

/** How alike two summaries must be, from 0 to 1 by their groups of three letters, to be shown to somebody who is about to send. */
const LEAST_LIKENESS = 0.2

/** The likest ones of the whole province, among which those of the unit come first. */
const LOOKED_AT = 50

/**
 * Public matters that are probably what somebody is about to send, most alike first, those of the same unit before others; at most 5.
 * Among what everybody may read alone: never a denunciation, never what has not been checked.
 */
export async function similarPublications(
  database: Database,
  { title, unitId }: { title: string; unitId: string },
  today: CalendarDate,
) {
  const likest = sql`searchable(${shownTitle}) <-> searchable(${title})`
  const found = await sql<{ petitionId: string; title: string; state: string; unitName: string }>`
    select publication.petition_id::text as "petitionId", ${shownTitle} as title, petition.state,
      unit_name_on(petition.handling_unit_id, ${today}::date) as "unitName"
    from (select * from publication where ${isShown} order by ${likest} limit ${LOOKED_AT}) publication
    join petition on petition.id = publication.petition_id
    where petition.kind_code <> 'denunciation'
      and similarity(searchable(${shownTitle}), searchable(${title})) >= ${LEAST_LIKENESS}
    order by (${unitId}::bigint in (petition.unit_id, petition.handling_unit_id)) desc,
      similarity(searchable(${shownTitle}), searchable(${title})) desc, publication.petition_id desc
    limit 5`.execute(database)
  return found.rows
}
