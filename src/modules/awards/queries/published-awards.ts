import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsPlacedUnder } from '../../organisation/index.ts'
import { FORM_COLUMNS, RECIPIENT_COLUMNS } from './award-columns.ts'
import './tables.ts'
import { withdrawnOn } from './withdrawn.ts'

/** The years of whose work awards were published, the latest first. */
export async function publishedAwardYears(database: Database): Promise<number[]> {
  const rows = await database
    .selectFrom('award')
    .select('award.for_year as year')
    .distinct()
    .where('award.state', '=', 'awarded')
    .where(withdrawnOn, 'is', null)
    .orderBy('award.for_year', 'desc')
    .execute()
  return rows.map(({ year }) => year)
}

/**
 * Awards that everybody may read: decided ones only, without those whose decision was withdrawn from the register, the latest year
 * first, units before people; at most 1.000. `year` is the year whose work is commended; `root` leaves those of one province.
 */
export function publishedAwards(
  database: Database,
  { year, root }: { year?: number; root?: { unitId: string; today: CalendarDate } } = {},
) {
  let query = database
    .selectFrom('award')
    .innerJoin('award_form as form', 'form.code', 'award.form')
    .select([
      ...RECIPIENT_COLUMNS,
      ...FORM_COLUMNS,
      'award.achievement',
      'award.decision_number as decisionNumber',
      'award.awarded_on as awardedOn',
      'award.illustration',
      sql<string>`unit_name_on(award.unit_id, award.awarded_on)`.as('unitName'),
      sql<string>`unit_name_on(award.deciding_unit_id, award.awarded_on)`.as('decidingUnitName'),
    ])
    .where('award.state', '=', 'awarded')
    .where(withdrawnOn, 'is', null)
    .orderBy('award.for_year', 'desc')
    .orderBy('award.recipient_kind')
    .orderBy('award.id')
    .limit(1000)
  if (year !== undefined) query = query.where('award.for_year', '=', year)
  if (root) query = query.where('award.unit_id', 'in', unitsPlacedUnder([root.unitId], root.today))
  return query.execute()
}
