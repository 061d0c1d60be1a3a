import type { Person } from './person.ts'

/** Asks the courts and procuracies for the report of the year by the last day of their level, and answers the page of that request. */
export async function requestByLevel(collector: Person): Promise<string> {
  await collector.go('/reports/requests/new?type=mobilisation&part=year&year=2026')
  await collector.page.getByLabel(/^Cơ quan tư pháp \(/).check()
  await collector.press('Gửi yêu cầu')
  return collector.path()
}
