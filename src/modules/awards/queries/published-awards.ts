import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsPlacedUnder } from '../../organisation/index.ts'
import './tables.ts'

/**
 * Awards that everybody may read: decided ones only, the latest year first, units before people; at most 1.000. `year` is the year
 * whose work is commended; `root` leaves those of one province.
 */
export function publishedAwards(
  database: Database,
  { year, root }: { year?: number; root?: { unitId: string; today: CalendarDate } } = {},
) {
  let query = database
    .selectFrom('award')
    .select([
      'award.id',
      'award.for_year as year',
      'award.form',
      'award.recipient_kind as recipientKind',
      'award.unit_id as unitId',
      'award.person_name as personName',
      'award.person_post as personPost',
      'award.achievement',
      'award.decision_number as decisionNumber',
      'award.awarded_on as awardedOn',
      'award.illustration',
      sql<string>`unit_name_on(award.unit_id, award.awarded_on)`.as('unitName'),
      sql<string>`unit_name_on(award.deciding_unit_id, award.awarded_on)`.as('decidingUnitName'),
    ])
    .where('award.state', '=', 'awarded')
    .orderBy('award.for_year', 'desc')
    .orderBy('award.recipient_kind')
    .orderBy('award.id')
    .limit(1000)
  if (year !== undefined) query = query.where('award.for_year', '=', year)
  if (root) query = query.where('award.unit_id', 'in', unitsPlacedUnder([root.unitId], root.today))
  return query.execute()
}
