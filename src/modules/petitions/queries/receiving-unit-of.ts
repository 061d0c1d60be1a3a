import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Answers } from '../rules/submission.ts'
import { placeById } from './places.ts'
import { type ReceivingUnit, receivingUnit } from './receiving-unit.ts'
import './tables.ts'

/**
 * The unit to which the answers of a form go: that of the place; for a second complaint the one above the unit that settled the
 * first. Undefined when the place is no commune of today.
 * Source: Law on Complaints 02/2011/QH13, Article 7(1): the direct superior settles the second complaint.
 */
export async function receivingUnitOf(
  database: Database,
  { placeUnitId, appealsPetitionId }: Pick<Answers, 'placeUnitId' | 'appealsPetitionId'>,
  today: CalendarDate,
): Promise<ReceivingUnit | undefined> {
  if (appealsPetitionId !== undefined) {
    const petition = await database
      .selectFrom('petition')
      .select('handling_unit_id as unitId')
      .where('id', '=', appealsPetitionId)
      .executeTakeFirst()
    const above = petition && (await receivingUnit(database, { unitId: petition.unitId, above: true }, today))
    if (above) return above
  }
  const place = placeUnitId === undefined ? undefined : await placeById(database, placeUnitId, today)
  return place && receivingUnit(database, { unitId: place.id }, today)
}
