import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import '../queries/process-tables.ts'

/** Keeps what the collector decided with the latest sending of the report, so that it is readable there for good. */
export async function recordDecision(
  transaction: Database,
  official: Official,
  given: { reportId: string; decision: 'accept' | 'return' | 'reopen'; reason: string; today: CalendarDate },
): Promise<void> {
  await transaction
    .insertInto('report_decision')
    .values({
      submission_id: sql`(select id from report_submission where report_id = ${given.reportId} order by number desc limit 1)`,
      decision: given.decision,
      reason: given.reason.trim(),
      decided_on: given.today,
      decided_by_account_id: official.accountId,
    })
    .execute()
}
