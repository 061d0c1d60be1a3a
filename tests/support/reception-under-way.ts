import { sql } from 'kysely'
import type { Person } from './person.ts'
import { type RunningSystem, TEST_TODAY } from './system.ts'

/**
 * Days, sessions and visits of the clerk's commune that stand among many others of their kind: a day still proposed and one to come, a
 * session that nobody has come to yet and one with a conclusion, somebody refused in writing and somebody who left papers.
 */
export async function receptionPages(clerk: Person, { database }: RunningSystem): Promise<string[]> {
  await clerk.go('/reception/sessions/new')
  await clerk.press('Mở buổi tiếp')
  const empty = clerk.path()
  const { rows } = await sql<{ path: string }>`
    with own as (select unit_id from reception_session where id = ${empty.split('/').at(-1)}::bigint)
    select '/reception/days/' || min(id) as path from reception_day
      where published_on is null and unit_id = (select unit_id from own)
    union all select '/reception/days/' || min(id) from reception_day
      where published_on is not null and planned_on > ${TEST_TODAY}::date and unit_id = (select unit_id from own)
    union all select '/reception/sessions/' || min(session_id) from reception_conclusion
    union all select '/reception/visits/' || min(id) from reception_visit where refusal_due_on is not null
    union all select '/reception/visits/' || min(id) from reception_visit where papers <> ''`.execute(database)
  return [empty, ...rows.map(({ path }) => path)]
}
