import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitOnDay, unitsOnDay, unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/** The kind of unit that the duties of the law are counted for: People's Committees of the commune level. */
const COMMUNE = 'commune'

export type DemocracyPermission = 'democracy.read' | 'democracy.write'

/** The communes of today for which the official holds the permission, by name. */
export function communesFor(
  database: Database,
  official: Official,
  permission: DemocracyPermission,
  today: CalendarDate,
) {
  return unitsOnDay(database, { today, roots: unitsFor(official, permission), kinds: [COMMUNE] })
}

/** The commune of a list that a page begins with: the one asked for, the official's own, or the first. */
export function chosenCommune<Unit extends { id: string }>(
  units: readonly Unit[],
  official: Official,
  asked: string | undefined,
): Unit | undefined {
  const ofPosts = official.posts.map((post) => post.unitId)
  return units.find(({ id }) => id === asked) ?? units.find(({ id }) => ofPosts.includes(id)) ?? units[0]
}

/** Only for communes that the official writes for. Refuses `democracy.not-your-unit`, naming the field `unitId`. */
export async function requireCommune(
  transaction: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<void> {
  const unit = await unitOnDay(transaction, { id: unitId }, today)
  const { rows } = await sql`select from unit where id = ${unitId}::bigint
    and id in ${unitsUnder(unitsFor(official, 'democracy.write'), today)}`.execute(transaction)
  if (unit?.kindCode === COMMUNE && rows.length > 0) return
  const message = 'Bạn không ghi việc dân chủ ở cơ sở cho đơn vị này. Hãy chọn xã, phường của mình.'
  throw new Refusal('invalid', 'democracy.not-your-unit', message, { unitId: message })
}
