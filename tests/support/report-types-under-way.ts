import type { Person } from './person.ts'
import type { RunningSystem } from './system.ts'
import '../../src/modules/reports/queries/process-tables.ts'

/** Asks the courts and procuracies for the report of the year by the last day of their level, and answers the page of that request. */
export async function requestByLevel(collector: Person): Promise<string> {
  await collector.go('/reports/requests/new?type=mobilisation&part=year&year=2026')
  await collector.page.getByLabel(/^Cơ quan tư pháp \(/).check()
  await collector.press('Gửi yêu cầu')
  return collector.path()
}

/** The page that opens a closed request again: its request stands below newer ones that are open. */
export async function unlockingPage(system: RunningSystem): Promise<string> {
  const { request_id } = await system.database
    .selectFrom('report_lock')
    .select('request_id')
    .where('lifted_on', 'is', null)
    .executeTakeFirstOrThrow()
  return `/reports/requests/${request_id}/unlocking`
}
