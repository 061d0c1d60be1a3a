import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import '../../organisation/index.ts'

/** The blocks of the provinces, with how many units each has on the day. */
export function blocksOfProvince(database: Database, rootUnitIds: readonly string[], today: CalendarDate) {
  return database
    .selectFrom('block')
    .select([
      'block.id',
      'block.code',
      'block.title',
      'block.root_unit_id as rootUnitId',
      sql<number>`(select count(*)::int from block_membership member where member.block_id = block.id
        and ${today}::date between member.valid_from and coalesce(member.valid_to, 'infinity'))`.as('units'),
    ])
    .where('block.root_unit_id', 'in', rootUnitIds.length > 0 ? [...rootUnitIds] : ['0'])
    .orderBy('block.root_unit_id')
    .orderBy('block.id')
    .execute()
}
