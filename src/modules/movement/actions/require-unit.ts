import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'

/** Only for units that the official writes for. Refuses `movement.not-your-unit`. */
export async function requireUnit(
  transaction: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<void> {
  const found = await sql<{ found: number }>`select 1 as found where ${unitId}::bigint in
    ${unitsUnder(unitsFor(official, 'movement.write'), today)}`.execute(transaction)
  if (found.rows.length > 0) return
  const message = 'Bạn không được ghi phong trào “Dân vận khéo” cho đơn vị này. Hãy chọn đơn vị của mình.'
  throw new Refusal('invalid', 'movement.not-your-unit', message, { unitId: message })
}
