import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { withinReach } from './reach.ts'
import './tables.ts'

/**
 * The petition that the unit registered under a number such as `12/2026`.
 * Refuses `petition.number-not-read` and `petition.no-such-number`, each at the field `number`.
 */
export async function petitionByNumber(
  database: Database,
  official: Official,
  { number: typed, unitId }: { number: string; unitId: string },
  today: CalendarDate,
): Promise<string> {
  const parts = /^\s*(\d{1,9})\s*\/\s*(\d{4})\s*$/.exec(typed)
  if (!parts) throw wrong('petition.number-not-read', 'Hãy ghi số đơn và năm, ví dụ 12/2026.')
  const found = await database
    .selectFrom('petition')
    .select('petition.id')
    .where('petition.unit_id', '=', unitId)
    .where('petition.number', '=', Number(parts[1]))
    .where('petition.year', '=', Number(parts[2]))
    .where(withinReach(official, today))
    .executeTakeFirst()
  if (found) return found.id
  throw wrong(
    'petition.no-such-number',
    `Không có đơn số ${typed.trim()} ở đơn vị đã chọn trong phạm vi của bạn. Hãy kiểm tra lại số và đơn vị.`,
  )
}

function wrong(code: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { number: message })
}
