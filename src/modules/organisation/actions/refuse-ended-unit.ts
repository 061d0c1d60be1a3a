import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { keptStatement, type Places } from '../../../platform/database/kept-statement.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/**
 * Scope reaches back to units that have ended, so that their heirs can read and finish what they left; nothing new is written down
 * for a unit after its last day. Refuses `organisation.unit-ended`, naming the field `unitId`.
 */
export async function refuseEndedUnit(database: Database, unitId: string, day: CalendarDate): Promise<void> {
  const [ended] = await endOfUnit(database, { unitId, day })
  if (!ended) return
  const message = `${ended.name} đã kết thúc hoạt động ngày ${formatCalendarDate(ended.lastDay)} nên không ghi thêm cho ngày ${formatCalendarDate(day)}. Hãy chọn đơn vị kế thừa.`
  throw new Refusal('invalid', 'organisation.unit-ended', message, { unitId: message })
}

const endOfUnit = keptStatement(
  (_, { unitId, day }: Places<{ unitId: string; day: CalendarDate }>) =>
    sql<{ name: string; lastDay: CalendarDate }>`select name, valid_to as "lastDay" from unit_version
    where unit_id = ${unitId}::bigint and is_last and valid_to < ${day}::date`,
)
