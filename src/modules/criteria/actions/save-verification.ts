import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { requireAssessment } from '../queries/assessments.ts'
import { recordVerifications, type Verification } from './record-verifications.ts'

/**
 * Keeps what a verifier says of one unit, on the sheet or of a single criterion. `version` is that of the sheet the person saw.
 * Throws StaleEdit when somebody else worked on the sheet meanwhile. Refuses as `recordVerifications` does.
 */
export async function saveVerification(
  transaction: Database,
  official: Official,
  { assessmentId, version, ...said }: Omit<Verification, 'unitId'> & { assessmentId: string; version: string | null },
  today: CalendarDate,
): Promise<void> {
  await sql`select from assessment where id = ${assessmentId} for update`.execute(transaction)
  const assessment = await requireAssessment(transaction, official, assessmentId, today)
  refuseStaleEdit(version, assessment, () => ({}))
  const { yearId, unitId } = assessment
  await recordVerifications(transaction, official, { yearId, given: [{ unitId, ...said }], today })
}
