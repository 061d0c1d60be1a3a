import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { ACTIVITY_KINDS, type ActivityKind } from '../rules/activity.ts'
import { writeSearch } from './record-activity.ts'
import '../queries/tables.ts'

/** An activity whose figures another record keeps: a reception, whose register knows every visit. */
export type ActivityOfRegister = {
  kind: ActivityKind
  title: string
  heldOn: CalendarDate
  place: string
  unitId: string
  chairedBy: string
  participantCount: number
  illustration?: string | undefined
}

/**
 * Records such an activity in the open transaction, or takes over one that was entered by hand for the same thing, so that it is
 * counted once; answers its id. The caller has checked unit and day. `register` names the page of the record that keeps it.
 */
export async function recordActivityOfRegister(
  transaction: Database,
  official: Official,
  { given, takesOverId }: { given: ActivityOfRegister; takesOverId: string | null },
): Promise<string> {
  const columns = { ...columnsOf(given), illustration: given.illustration ?? null }
  const id = takesOverId ?? (await insert(transaction, official, columns))
  if (takesOverId !== null) await update(transaction, official, takesOverId, columnsOf(given))
  await writeSearch(transaction, id)
  await recordChange(transaction, {
    official,
    action: takesOverId === null ? 'activity.recorded' : 'activity.changed',
    subject: { kind: 'activity', id },
    unitId: given.unitId,
    summary:
      takesOverId === null
        ? `Ghi ${ACTIVITY_KINDS[given.kind].toLowerCase()} từ sổ: ${given.title}`
        : `Lấy số liệu theo sổ từ nay: ${given.title}`,
    after: { ...given },
  })
  return id
}

/** Names the page of the record that keeps the activity; from then on it is changed there alone. */
export async function bindToRegister(
  transaction: Database,
  { activityId, registerPath }: { activityId: string; registerPath: string },
): Promise<void> {
  await transaction.updateTable('activity').set({ register_path: registerPath }).where('id', '=', activityId).execute()
}

/**
 * Brings the activity up to what its register says. A change of the number of visits alone writes nothing into the trail: the entry
 * of the visit that made it says the same.
 */
export async function changeActivityOfRegister(
  transaction: Database,
  official: Official,
  { activityId, given }: { activityId: string; given: ActivityOfRegister },
): Promise<void> {
  const before = await transaction
    .selectFrom('activity')
    .select(['title', 'held_on as heldOn', 'place', 'unit_id as unitId', 'chaired_by as chairedBy'])
    .where('id', '=', activityId)
    .executeTakeFirstOrThrow()
  await update(transaction, official, activityId, columnsOf(given))
  const same = (['title', 'heldOn', 'place', 'unitId', 'chairedBy'] as const).every(
    (name) => before[name] === given[name],
  )
  if (same) return
  await writeSearch(transaction, activityId)
  await recordChange(transaction, {
    official,
    action: 'activity.changed',
    subject: { kind: 'activity', id: activityId },
    unitId: given.unitId,
    summary: `Sửa theo sổ: ${given.title}`,
    before,
    after: { ...given },
  })
}

/** Takes the activity of a record that was entered by mistake out of lists and figures. */
export async function withdrawActivityOfRegister(
  transaction: Database,
  official: Official,
  { activityId, unitId, reason, today }: { activityId: string; unitId: string; reason: string; today: CalendarDate },
): Promise<void> {
  await transaction
    .updateTable('activity')
    .set({ withdrawn_on: today, withdrawn_reason: reason, ...changedNow(official) })
    .where('id', '=', activityId)
    .execute()
  await recordChange(transaction, {
    official,
    action: 'activity.withdrawn',
    subject: { kind: 'activity', id: activityId },
    unitId,
    summary: `Hủy ghi theo sổ: ${reason}`,
    after: { reason },
  })
}

/** Activities of the kind and day that were entered by hand, so that a register can take one over instead of counting it again. */
export function handwrittenActivities(
  database: Database,
  { kind, unitId, heldOn }: { kind: ActivityKind; unitId: string; heldOn: CalendarDate },
) {
  return database
    .selectFrom('activity')
    .select(['id', 'title', 'participant_count as participantCount'])
    .where('kind_code', '=', kind)
    .where('unit_id', '=', unitId)
    .where('held_on', '=', heldOn)
    .where('register_path', 'is', null)
    .where('withdrawn_on', 'is', null)
    .orderBy('id')
    .execute()
}

function columnsOf(given: ActivityOfRegister) {
  return {
    kind_code: given.kind,
    title: given.title,
    held_on: given.heldOn,
    place: given.place,
    unit_id: given.unitId,
    chaired_by: given.chairedBy,
    participant_count: given.participantCount,
    participant_method: 'list' as const,
  }
}

async function insert(
  transaction: Database,
  official: Official,
  columns: ReturnType<typeof columnsOf> & { illustration: string | null },
): Promise<string> {
  const { id } = await transaction
    .insertInto('activity')
    .values({
      ...columns,
      behalf_unit_id: null,
      created_by_account_id: official.accountId,
      changed_by_account_id: official.accountId,
      withdrawn_on: null,
      withdrawn_reason: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const changedNow = (official: Official) => ({
  version: sql<number>`version + 1`,
  changed_at: sql<Date>`now()`,
  changed_by_account_id: official.accountId,
})

async function update(
  transaction: Database,
  official: Official,
  id: string,
  columns: ReturnType<typeof columnsOf>,
): Promise<void> {
  await transaction
    .updateTable('activity')
    .set({ ...columns, ...changedNow(official) })
    .where('id', '=', id)
    .execute()
}
