import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

/** On which day the decision that gave the award was withdrawn from the register; null while it stands, and for decisions outside of it. */
export const withdrawnOn: RawBuilder<CalendarDate | null> = sql<CalendarDate | null>`(select document.withdrawn_on
  from award_decision decision join document on document.id = decision.document_id where decision.id = award.award_decision_id)`

/** Proposed or awarded, and not given by a decision that was withdrawn: what stands against a second proposal and counts in a quota. */
export const stands: RawBuilder<SqlBool> = sql<SqlBool>`(award.state in ('proposed', 'awarded') and ${withdrawnOn} is null)`
