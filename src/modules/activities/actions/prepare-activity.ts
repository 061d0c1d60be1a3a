import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { agendaOf, type PlannedActivity, plannedActivityById } from '../queries/planned-activities.ts'
import { ACTIVITY_KINDS, type ActivityKind } from '../rules/activity.ts'
import { type ActivityDetails, detailsOfKind } from '../rules/activity-details.ts'
import type { AgendaLine } from '../rules/agenda.ts'
import { plannedActivityFormValues } from '../rules/planned-activity-form-values.ts'
import { mustAnnounceAgain, refuseAnnouncement, refuseOver, refusePastPlan } from '../rules/preparation.ts'
import { type ActivityToRecord, recordActivity, requireUnitToRecord } from './record-activity.ts'

export type ActivityToPrepare = {
  kind: ActivityKind
  title: string
  plannedOn: CalendarDate
  /** `07:30`, or empty while the hour is open. */
  startsAt: string
  place: string
  unitId: string
  chairedBy: string
  content: string
  agenda: readonly AgendaLine[]
  details: ActivityDetails
}

/**
 * Prepares an activity and answers its id; no figure counts it before it is held.
 * Refuses a day that has passed, and a unit that is not the official's.
 */
export function prepareActivity(
  database: Database,
  official: Official,
  given: ActivityToPrepare,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    refusePastPlan(given.plannedOn, today)
    await requireUnitToRecord(transaction, official, given.unitId, today)
    await refuseEndedUnit(transaction, given.unitId, given.plannedOn)
    const { id } = await transaction
      .insertInto('planned_activity')
      .values({
        ...columns(given),
        check_in_code: randomBytes(9).toString('base64url'),
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeAgenda(transaction, id, given.agenda)
    const summary = `Chuẩn bị ${ACTIVITY_KINDS[given.kind].toLowerCase()} ngày ${formatCalendarDate(given.plannedOn)}: ${given.title}`
    await tell(transaction, official, { id, unitId: given.unitId }, { what: 'prepared', summary, after: { ...given } })
    return id
  })
}

/**
 * Changes what is prepared. Another day, hour or place than was announced takes the announcement back: it is made anew.
 * Throws StaleEdit; refuses as `prepareActivity`, and what was held or cancelled.
 */
export function changePreparation(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: ActivityToPrepare; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await preparationForUpdate(transaction, official, id, today)
    const agenda = await agendaOf(transaction, id)
    refuseStaleEdit(version, before, () => plannedActivityFormValues(before, agenda))
    if (given.plannedOn !== before.plannedOn) refusePastPlan(given.plannedOn, today)
    await requireUnitToRecord(transaction, official, given.unitId, today)
    await refuseEndedUnit(transaction, given.unitId, given.plannedOn)
    const again = mustAnnounceAgain(before, given)
    await transaction
      .updateTable('planned_activity')
      .set({ ...columns(given), ...(again ? { announced_on: null, notice: '' } : {}), ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await transaction.deleteFrom('planned_activity_agenda').where('planned_activity_id', '=', id).execute()
    await writeAgenda(transaction, id, given.agenda)
    const summary = `Sửa việc chuẩn bị: ${given.title}${again ? ' (phải thông báo lại)' : ''}`
    await tell(transaction, official, before, { what: 'changed', summary, before: { ...before, agenda }, after: given })
  })
}

/** Tells the people on the public pages. Refuses as `refuseAnnouncement`. A notice can be mended until the activity is held. */
export function announceActivity(
  database: Database,
  official: Official,
  { id, announcedOn, notice, today }: { id: string; announcedOn: CalendarDate; notice: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await preparationForUpdate(transaction, official, id, today)
    refuseAnnouncement(before, announcedOn, today)
    await transaction
      .updateTable('planned_activity')
      .set({ announced_on: announcedOn, notice, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    const summary = `Thông báo công khai ngày ${formatCalendarDate(announcedOn)}: ${before.title}`
    await tell(transaction, official, before, {
      ...{ what: 'announced', summary },
      before: { announcedOn: before.announcedOn, notice: before.notice },
      after: { announcedOn, notice },
    })
  })
}

/** It is not going to be held. Refuses what was held or cancelled already. */
export function cancelActivity(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await preparationForUpdate(transaction, official, id, today)
    await transaction
      .updateTable('planned_activity')
      .set({ cancelled_on: today, cancelled_reason: reason, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await forgetDevices(transaction, id)
    await tell(transaction, official, before, {
      ...{ what: 'cancelled', summary: `Hủy hoạt động đang chuẩn bị: ${reason}` },
      after: { reason },
    })
  })
}

/** Records what was held, as any activity, and answers its id. Refuses as `recordActivity`, and what was held or cancelled already. */
export function holdActivity(
  database: Database,
  official: Official,
  { id, given, today }: { id: string; given: ActivityToRecord; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const before = await preparationForUpdate(transaction, official, id, today)
    const activityId = await recordActivity(transaction, official, given, today)
    await transaction
      .updateTable('planned_activity')
      .set({ activity_id: activityId, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await forgetDevices(transaction, id)
    await tell(transaction, official, before, {
      ...{ what: 'held', summary: `Ghi kết quả hoạt động đã chuẩn bị: ${given.title}` },
      after: { activityId },
    })
    return activityId
  })
}

/** For one that is not there or not this official's to prepare: both look the same. */
export function noSuchPreparation(): Refusal {
  return new Refusal(
    'not-found',
    'activity.no-such-preparation',
    'Không có hoạt động đang chuẩn bị này trong phạm vi của bạn.',
  )
}

/** The planned activity, locked, when this official prepares it and it is not over. */
export async function preparationForUpdate(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<PlannedActivity> {
  await sql`select from planned_activity where id = ${id}::bigint for update`.execute(transaction)
  const planned = await plannedActivityById(transaction, official, id, today)
  if (!planned?.isTheirs) throw noSuchPreparation()
  refuseOver(planned)
  return planned
}

type Told = { what: string; summary: string; before?: Record<string, unknown>; after: Record<string, unknown> }

/** Tells the trail what was done with a planned activity. */
export function tell(
  transaction: Database,
  official: Official,
  { id, unitId }: { id: string; unitId: string },
  { what, ...told }: Told,
): Promise<void> {
  const subject = { kind: 'planned-activity', id }
  return recordChange(transaction, { official, action: `activity.${what}`, subject, unitId, ...told })
}

function columns(given: ActivityToPrepare) {
  return {
    kind_code: given.kind,
    title: given.title,
    planned_on: given.plannedOn,
    starts_at: given.startsAt,
    place: given.place,
    unit_id: given.unitId,
    chaired_by: given.chairedBy,
    content: given.content,
    details: JSON.stringify(detailsOfKind(given.kind, given.details)),
  }
}

async function writeAgenda(transaction: Database, id: string, agenda: readonly AgendaLine[]): Promise<void> {
  if (agenda.length === 0) return
  await transaction
    .insertInto('planned_activity_agenda')
    .values(
      agenda.map(({ startsAt, content, speaker }, index) => ({
        ...{ planned_activity_id: id, position: index + 1 },
        ...{ starts_at: startsAt, content, speaker },
      })),
    )
    .execute()
}

/** The number stays; what told one device from another goes. */
async function forgetDevices(transaction: Database, id: string): Promise<void> {
  await transaction
    .updateTable('planned_activity_check_in')
    .set({ device_digest: null })
    .where('planned_activity_id', '=', id)
    .execute()
}
