import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { calendarInForce, whyNotWorking } from '../../calendar/index.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { dayById, postsOfUnits, type ReceptionDay } from '../queries/days.ts'
import { requirePostponement, requireSubstitute } from '../rules/reception-day.ts'
import { requireMode } from '../rules/session.ts'
import { noSuchDay } from './out-of-reach.ts'
import { type DayDetails, detailColumns, requireWorkingDay } from './propose-days.ts'

/** The day, locked, as far as the official schedules for its unit. */
async function dayForChange(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<ReceptionDay> {
  await sql`select from reception_day where id = ${id} for update`.execute(transaction)
  const day = await dayById(transaction, official, { id, permission: 'reception.schedule', today })
  if (!day) throw noSuchDay()
  return day
}

const changedBy = (official: Official) => ({
  version: sql<number>`version + 1`,
  changed_at: sql<Date>`now()`,
  changed_by_account_id: official.accountId,
})

/**
 * Changes what is said of a day. The date only while it is a proposal (`plannedOn` null leaves it): a published one is put off with a
 * reason. Refuses `reception.day-held`, `reception.not-a-working-day`, `reception.day-there-already`.
 */
export function changeDay(
  database: Database,
  official: Official,
  {
    id,
    plannedOn,
    details,
    today,
  }: { id: string; plannedOn: CalendarDate | null; details: DayDetails; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const day = await dayForChange(transaction, official, id, today)
    if (day.isHeld) throw alreadyHeld()
    const newDay = day.publishedOn === null && plannedOn !== null ? plannedOn : day.plannedOn
    requireMode(details.mode, newDay)
    if (newDay !== day.plannedOn) {
      await requireWorkingDay(transaction, newDay, 'plannedDay')
      await refuseEndedUnit(transaction, day.unitId, newDay)
      await requireFree(transaction, day, newDay, 'plannedDay')
    }
    await transaction
      .updateTable('reception_day')
      .set({ planned_on: newDay, ...detailColumns(details), ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'reception.day-changed',
      subject: { kind: 'reception-day', id },
      unitId: day.unitId,
      summary: `Sửa ngày tiếp công dân ${formatCalendarDate(newDay)}`,
      before: {
        plannedOn: day.plannedOn,
        startsAt: day.startsAt,
        endsAt: day.endsAt,
        place: day.place,
        mode: day.mode,
        seats: day.seats,
      },
      after: { plannedOn: newDay, ...details },
    })
  })
}

/** Takes a day out of the proposal. Refuses `reception.day-published`: what people have read is put off, not taken away. */
export function removeDay(
  database: Database,
  official: Official,
  { id, today }: { id: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const day = await dayForChange(transaction, official, id, today)
    if (day.publishedOn !== null) {
      throw new Refusal(
        'conflict',
        'reception.day-published',
        'Ngày này đã công bố nên không bỏ được. Hãy lùi lịch sang ngày khác và nêu lý do.',
      )
    }
    await transaction.deleteFrom('reception_day').where('id', '=', id).execute()
    await recordChange(transaction, {
      official,
      action: 'reception.day-removed',
      subject: { kind: 'reception-day', id },
      unitId: day.unitId,
      summary: `Bỏ ngày tiếp công dân dự kiến ${formatCalendarDate(day.plannedOn)}`,
      before: { plannedOn: day.plannedOn },
    })
  })
}

/** Publishes proposed days today. Whoever publishes has been told which are late. */
export function publishDays(
  database: Database,
  official: Official,
  { ids, today }: { ids: readonly string[]; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    for (const id of ids) {
      const day = await dayForChange(transaction, official, id, today)
      if (day.publishedOn !== null) continue
      await transaction
        .updateTable('reception_day')
        .set({ published_on: today, ...changedBy(official) })
        .where('id', '=', id)
        .execute()
      await recordChange(transaction, {
        official,
        action: 'reception.day-published',
        subject: { kind: 'reception-day', id },
        unitId: day.unitId,
        summary: `Công bố ngày tiếp công dân ${formatCalendarDate(day.plannedOn)}: ${day.leaderTitle} ${day.leaderName}`,
        after: { publishedOn: today, plannedOn: day.plannedOn },
      })
    }
  })
}

/** Puts a published day off to a later one, with the reason; the change is kept for good. Refuses as `requirePostponement` does. */
export function postponeDay(
  database: Database,
  official: Official,
  { id, to, reason, today }: { id: string; to: CalendarDate; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const day = await dayForChange(transaction, official, id, today)
    const why = whyNotWorking(to, await calendarInForce(transaction))
    requirePostponement(day, { to, today, whyNotWorking: why })
    await refuseEndedUnit(transaction, day.unitId, to)
    await requireFree(transaction, day, to, 'toDay')
    await transaction
      .insertInto('reception_day_change')
      .values({
        day_id: id,
        from_on: day.plannedOn,
        to_on: to,
        reason,
        announced_on: today,
        recorded_by_account_id: official.accountId,
      })
      .execute()
    await transaction
      .updateTable('reception_day')
      .set({ planned_on: to, ...noSubstitute, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'reception.day-postponed',
      subject: { kind: 'reception-day', id },
      unitId: day.unitId,
      summary: `Lùi lịch tiếp công dân từ ${formatCalendarDate(day.plannedOn)} sang ${formatCalendarDate(to)}: ${reason}`,
      before: { plannedOn: day.plannedOn },
      after: { plannedOn: to, reason },
    })
  })
}

/** A substitute is named for one day, not for another one to which it is put off. */
const noSubstitute = {
  substitute_post_id: null,
  substitute_name: null,
  substitute_title: null,
  substitute_reason: '',
  substitute_paper: '',
}

/** Names who receives in the head's place. Refuses as `requireSubstitute` does, and `reception.post-not-in-unit`. */
export function substituteOnDay(
  database: Database,
  official: Official,
  {
    id,
    postId,
    reason,
    paper,
    today,
  }: { id: string; postId: string; reason: string; paper: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const day = await dayForChange(transaction, official, id, today)
    const posts = await postsOfUnits(transaction, [day.unitId], day.plannedOn)
    const substitute = posts.find((post) => post.id === postId && post.id !== day.postId)
    if (!substitute) {
      const message = 'Hãy chọn người khác đang giữ chức vụ ở đơn vị vào ngày tiếp.'
      throw new Refusal('invalid', 'reception.post-not-in-unit', message, { substitutePostId: message })
    }
    requireSubstitute(day, { title: substitute.title, paper, today })
    await transaction
      .updateTable('reception_day')
      .set({
        substitute_post_id: postId,
        substitute_name: substitute.fullName,
        substitute_title: substitute.title,
        substitute_reason: reason,
        substitute_paper: paper,
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'reception.substitute-named',
      subject: { kind: 'reception-day', id },
      unitId: day.unitId,
      summary: `Người tiếp thay ngày ${formatCalendarDate(day.plannedOn)}: ${substitute.title} ${substitute.fullName} (${reason})`,
      after: { substitutePostId: postId, reason, paper },
    })
  })
}

const alreadyHeld = () =>
  new Refusal('conflict', 'reception.day-held', 'Ngày này đã có buổi tiếp trong sổ. Hãy sửa buổi tiếp.')

/** Refuses `reception.day-there-already` at the field: the leader receives on that day anyhow. */
async function requireFree(transaction: Database, day: ReceptionDay, on: CalendarDate, field: string): Promise<void> {
  const other = await transaction
    .selectFrom('reception_day')
    .select('id')
    .where('post_id', '=', day.postId)
    .where('planned_on', '=', on)
    .where('id', '<>', day.id)
    .executeTakeFirst()
  if (!other) return
  const message = `Ngày ${formatCalendarDate(on)} đã có trong lịch của ${day.leaderTitle}. Hãy chọn ngày khác.`
  throw new Refusal('invalid', 'reception.day-there-already', message, { [field]: message })
}
