import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { requireCommune } from '../queries/communes.ts'
import { residentialAreaById } from '../queries/residential-areas.ts'
import { areaFormValues } from '../rules/form-values.ts'
import { noSuchArea } from './out-of-reach.ts'

export type AreaToKeep = {
  unitId: string
  name: string
  householdCount: number
  countedOn: CalendarDate
  /** The last day of an area that was merged into another; null while it lives. */
  endedOn: CalendarDate | null
}

/**
 * Adds a residential area (thôn, ấp, tổ dân phố) of a commune and answers its id. Refuses a unit that is not the official's commune,
 * days in the future (`democracy.area-day`) and a second area of the same name (`democracy.area-name-taken`).
 */
export function addResidentialArea(
  database: Database,
  official: Official,
  given: AreaToKeep,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireCommune(transaction, official, given.unitId, today)
    refuseDays(given, today)
    await refuseTakenName(transaction, given.unitId, given.name)
    const { id } = await transaction
      .insertInto('residential_area')
      .values({
        ...columns(given),
        unit_id: given.unitId,
        illustration: null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordChange(transaction, {
      official,
      action: 'democracy.area-added',
      subject: { kind: 'residential-area', id },
      unitId: given.unitId,
      summary: `Thêm ${given.name}, ${given.householdCount} hộ`,
      after: { ...given },
    })
    return id
  })
}

/** Changes a residential area; its commune stays. What was decided keeps the households of its day. Refuses as `addResidentialArea`. */
export function changeResidentialArea(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: AreaToKeep; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await sql`select from residential_area where id = ${id}::bigint for update`.execute(transaction)
    const before = await residentialAreaById(transaction, official, id, today)
    if (!before) throw noSuchArea()
    refuseStaleEdit(version, before, () => areaFormValues(before))
    refuseDays(given, today)
    await refuseTakenName(transaction, before.unitId, given.name, id)
    await transaction
      .updateTable('residential_area')
      .set({ ...columns(given), ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'democracy.area-changed',
      subject: { kind: 'residential-area', id },
      unitId: before.unitId,
      summary: `Sửa ${given.name}, ${given.householdCount} hộ`,
      before: { ...before },
      after: { ...given },
    })
  })
}

function refuseDays({ countedOn, endedOn }: AreaToKeep, today: CalendarDate): void {
  for (const [field, date] of Object.entries({ countedOn, endedOn })) {
    if (date === null || date <= today) continue
    const message = `Ngày ${formatCalendarDate(date)} ở sau hôm nay. Hãy kiểm tra lại ngày.`
    throw new Refusal('invalid', 'democracy.area-day', message, { [field]: message })
  }
}

async function refuseTakenName(transaction: Database, unitId: string, name: string, ownId = '0'): Promise<void> {
  const { rows } = await sql`select from residential_area
    where unit_id = ${unitId}::bigint and name = ${name} and id <> ${ownId}::bigint`.execute(transaction)
  if (rows.length === 0) return
  const message = `Đơn vị đã có “${name}”. Hãy dùng tên khác, hoặc sửa thôn, tổ dân phố đã có.`
  throw new Refusal('conflict', 'democracy.area-name-taken', message, { name: message })
}

function columns(given: AreaToKeep) {
  return {
    name: given.name,
    household_count: given.householdCount,
    counted_on: given.countedOn,
    ended_on: given.endedOn,
  }
}
