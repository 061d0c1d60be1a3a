import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { worksIn } from '../queries/assessed-units.ts'

/** Nobody verifies the unit they work in, also not Sở Nội vụ its own. Refuses `criteria.own-unit`. */
export async function refuseOwnUnit(
  transaction: Database,
  official: Official,
  unitIds: readonly string[],
  today: CalendarDate,
): Promise<void> {
  const found = await transaction
    .selectFrom('unit')
    .select(sql<string>`unit_name_on(unit.id, ${today}::date)`.as('name'))
    .where('unit.id', 'in', unitIds.length > 0 ? [...unitIds] : ['0'])
    .where(worksIn(official, sql`unit.id`, today))
    .executeTakeFirst()
  if (!found) return
  throw new Refusal(
    'not-allowed',
    'criteria.own-unit',
    `Bạn công tác tại ${found.name} nên không được thẩm định điểm của đơn vị này. Hãy để người của cơ quan khác (UBND tỉnh) thẩm định.`,
  )
}
