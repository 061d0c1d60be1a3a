import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { ACTIVITY_KINDS, type ActivityKind } from '../rules/activity.ts'
import { pastedActivities, requirePasted } from '../rules/pasted-activities.ts'
import { recordActivity, requireUnitToRecord } from './record-activity.ts'
import '../queries/tables.ts'

/** Keeps what was pasted until its rows are looked at, for this account alone; answers its id. Refuses a unit that is not the official's. */
export function keepPasted(
  database: Database,
  official: Official,
  given: { unitId: string; kind: ActivityKind; rows: string; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireUnitToRecord(transaction, official, given.unitId, given.today)
    const { id } = await transaction
      .insertInto('pasted_activities')
      .values({
        ...{ account_id: official.accountId, unit_id: given.unitId },
        ...{ kind_code: given.kind, content: given.rows },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

/** What this account has pasted and not recorded; undefined for anybody else's. */
export async function pastedById(database: Database, official: Official, id: string) {
  const found = await database
    .selectFrom('pasted_activities')
    .select(['id', 'unit_id as unitId', 'kind_code as kindCode', 'content'])
    .where('id', '=', id)
    .where('account_id', '=', official.accountId)
    .executeTakeFirst()
  return found && { ...found, kind: found.kindCode as ActivityKind }
}

/** Records every row, or none: refuses as `requirePasted`, and names the row that `recordActivity` refuses. Answers how many. */
export function recordPasted(
  database: Database,
  official: Official,
  { id, rows, today }: { id: string; rows: string; today: CalendarDate },
): Promise<number> {
  return inTransaction(database, async (transaction) => {
    const pasted = await pastedById(transaction, official, id)
    if (!pasted) throw noSuchPasted()
    const activities = requirePasted(pastedActivities(rows, today))
    for (const [index, activity] of activities.entries()) {
      const rest = { behalfUnitId: null, opinions: [], content: '', assignmentId: null, files: [] }
      const given = { ...activity, ...rest, kind: pasted.kind, unitId: pasted.unitId }
      await recordActivity(transaction, official, given, today).catch((refusal: unknown) => {
        if (!(refusal instanceof Refusal)) throw refusal
        const message = `Dòng ${index + 1}: ${refusal.messageForPerson} Chưa ghi dòng nào.`
        throw new Refusal('invalid', refusal.code, message, { rows: message })
      })
    }
    await transaction.deleteFrom('pasted_activities').where('id', '=', id).execute()
    await recordChange(transaction, {
      ...{ official, action: 'activity.pasted', subject: { kind: 'pasted-activities', id }, unitId: pasted.unitId },
      summary: `Ghi ${activities.length} hoạt động dán từ bảng tính (${ACTIVITY_KINDS[pasted.kind].toLowerCase()})`,
      after: { count: activities.length },
    })
    return activities.length
  })
}

/** For what is not there or is another's: both look the same. */
export function noSuchPasted(): Refusal {
  return new Refusal('not-found', 'activity.no-such-pasted', 'Không có bảng dán này: đã ghi xong hoặc của người khác.')
}
