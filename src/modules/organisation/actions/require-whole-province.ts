import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { rootsOnDay } from '../queries/unit-tree.ts'

/**
 * For what belongs to no unit and concerns everybody, such as roles or the calendar: the official must hold the permission for a whole
 * province. Refuses `organisation.concerns-whole-province`.
 */
export async function requireWholeProvince(
  database: Database,
  official: Official,
  permission: string,
  today: CalendarDate,
): Promise<void> {
  const reached = new Set(unitsFor(official, permission))
  const roots = await rootsOnDay(database, today)
  if (roots.some((root) => reached.has(root.id))) return
  throw new Refusal(
    'not-allowed',
    'organisation.concerns-whole-province',
    'Việc này áp dụng cho toàn tỉnh, nên chỉ người có phạm vi toàn tỉnh làm được. Chưa có gì thay đổi.',
  )
}
