import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { By } from './write-sheet.ts'

/** Who runs the scoring of the whole province, or the system itself. Refuses `criteria.no-such-year`. */
export async function requireManager(
  transaction: Database,
  by: By,
  { rootUnitId }: { rootUnitId: string },
  today: CalendarDate,
): Promise<void> {
  if (!by) return
  const mine = await transaction
    .selectFrom('unit')
    .select('id')
    .where('id', '=', rootUnitId)
    .where('id', 'in', unitsUnder(unitsFor(by, 'criteria.manage'), today))
    .executeTakeFirst()
  if (!mine)
    throw new Refusal('not-found', 'criteria.no-such-year', 'Không có năm chấm điểm này trong phạm vi của bạn.')
}
