import { sql } from 'kysely'
import type { Database } from '../../../../platform/database/database.ts'
import type { CalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../../vocabulary/official.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../../organisation/index.ts'

export type FormUnit = { id: string; name: string }

type Asked = { from: CalendarDate; today: CalendarDate; permission: string }

/**
 * The units whose forms the official may see, those that have ended since the first day of the period included: where they may read the
 * records behind the numbers. In a small unit a number of denunciations says almost who, so that figures alone are not enough.
 */
export async function formUnits(
  database: Database,
  official: Official,
  { from, today, permission }: Asked,
): Promise<FormUnit[]> {
  const reach = unitsFor(official, permission)
  const { rows } = await sql<FormUnit>`
    select version.unit_id::text as id, version.name from (
      select distinct on (unit_id) unit_id, name, kind_code, valid_to from unit_version
      where valid_from <= ${today}::date order by unit_id, valid_from desc) version
    join unit_kind kind on kind.code = version.kind_code
    where version.unit_id in ${unitsUnder(reach, today)} and (version.valid_to is null or version.valid_to >= ${from}::date)
    order by not version.unit_id = any(${reach}::bigint[]), kind.position, version.name`.execute(database)
  return rows
}

/** One of them. Refuses `report.no-such-form-unit`. */
export async function formUnit(
  database: Database,
  official: Official,
  { unitId, ...asked }: Asked & { unitId: string },
): Promise<FormUnit> {
  const found = (await formUnits(database, official, asked)).find(({ id }) => id === unitId)
  if (found) return found
  throw new Refusal(
    'not-found',
    'report.no-such-form-unit',
    'Không có đơn vị này trong phạm vi của bạn vào kỳ đã chọn. Hãy chọn đơn vị khác hoặc kỳ khác.',
  )
}
