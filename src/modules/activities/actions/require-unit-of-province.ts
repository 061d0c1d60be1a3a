import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsOfProvince } from '../../organisation/index.ts'

/** Refuses `activity.no-such-unit` for units that do not work today in the province of the given units. */
export async function requireUnitsOfProvince(
  transaction: Database,
  { ids, of, field, today }: { ids: readonly string[]; of: readonly string[]; field: string; today: CalendarDate },
) {
  const units = await unitsOfProvince(transaction, { of, ids, today })
  if (units.length === new Set(ids).size) return units
  const message = 'Có đơn vị không còn hoạt động hoặc không thuộc tỉnh của bạn. Hãy chọn lại đơn vị.'
  throw new Refusal('invalid', 'activity.no-such-unit', message, { [field]: message })
}
