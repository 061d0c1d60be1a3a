import type { Database } from '../../../platform/database/database.ts'
import { allDutiesOf, hasSent } from './requests.ts'
import './process-tables.ts'

/** The units of a request that have not sent, or have to send again. */
export async function unsentDuties(database: Database, requestId: string) {
  const duties = await allDutiesOf(database, { id: requestId }).execute()
  return duties.filter((duty) => !hasSent(duty))
}
