import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  type ActivityOfRegister,
  bindToRegister,
  changeActivityOfRegister,
  handwrittenActivities,
  recordActivityOfRegister,
  withdrawActivityOfRegister,
} from '../../activities/index.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { dayById } from '../queries/days.ts'
import { sessionById } from '../queries/sessions.ts'
import { type Mode, type Receiver, requireSession, SESSION_KINDS, type SessionKind } from '../rules/session.ts'
import { noSuchDay, noSuchSession, requireUnit } from './out-of-reach.ts'

export type SessionToRecord = {
  unitId: string
  /** The day of the schedule that was held, or null. */
  dayId: string | null
  kind: SessionKind
  receiver: Receiver
  /** Name and title. */
  receivedBy: string
  heldOn: CalendarDate
  place: string
  mode: Mode
  note: string
  /** True to take over a reception that was entered by hand among the activities. */
  takesOver: boolean
  illustration?: string | undefined
}

export const sessionPath = (id: string) => `/reception/sessions/${id}`

/**
 * Opens the register for a session that takes place, and answers its id. The session is one activity of its unit, which counts it.
 * Refuses what `requireSession` refuses, `reception.not-your-unit`, `reception.day-of-another` (another unit or date, or held already),
 * and `reception.entered-as-activity` until the person says that the activity entered by hand is this session.
 */
export function recordSession(
  database: Database,
  official: Official,
  given: SessionToRecord,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    requireSession(given, today)
    await requireUnit(transaction, official, { unitId: given.unitId, permission: 'reception.record', today })
    await refuseEndedUnit(transaction, given.unitId, given.heldOn)
    if (given.dayId !== null) await requireDay(transaction, official, given, today)
    const takesOverId = await activityToTakeOver(transaction, given)
    const activity = { given: activityOf(given, 0), takesOverId }
    const activityId = await recordActivityOfRegister(transaction, official, activity)
    const { id } = await transaction
      .insertInto('reception_session')
      .values({
        ...columns(given),
        unit_id: given.unitId,
        day_id: given.dayId,
        activity_id: activityId,
        illustration: given.illustration ?? null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await bindToRegister(transaction, { activityId, registerPath: sessionPath(id) })
    await recordChange(transaction, {
      official,
      action: 'reception.session-recorded',
      subject: { kind: 'reception-session', id },
      unitId: given.unitId,
      summary: `Mở sổ buổi tiếp công dân ngày ${formatCalendarDate(given.heldOn)}: ${SESSION_KINDS[given.kind]}`,
      after: { ...given, activityId },
    })
    return id
  })
}

/** What can be mended of a session; its unit, day of the schedule and date stay. */
export type SessionChange = Pick<SessionToRecord, 'kind' | 'receiver' | 'receivedBy' | 'place' | 'mode' | 'note'>

/** Changes a session and its activity. Refuses what `requireSession` refuses. */
export function changeSession(
  database: Database,
  official: Official,
  { id, given, today }: { id: string; given: SessionChange; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const session = await sessionForChange(transaction, official, id, today)
    requireSession({ ...given, heldOn: session.heldOn }, today)
    await transaction
      .updateTable('reception_session')
      .set({ ...columns({ ...given, heldOn: session.heldOn }), ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await bringActivityUp(transaction, official, id, today)
    const { kind, receiver, receivedBy, place, mode, note } = session
    await recordChange(transaction, {
      official,
      action: 'reception.session-changed',
      subject: { kind: 'reception-session', id },
      unitId: session.unitId,
      summary: `Sửa buổi tiếp công dân ngày ${formatCalendarDate(session.heldOn)}`,
      before: { kind, receiver, receivedBy, place, mode, note },
      after: { ...given },
    })
  })
}

/**
 * Takes back a session that was entered by mistake, and its activity with it; the day of the schedule is then not held.
 * Refuses `reception.session-has-visits`: what people said is not taken away.
 */
export function withdrawSession(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const session = await sessionForChange(transaction, official, id, today)
    const visit = await transaction
      .selectFrom('reception_visit')
      .select('id')
      .where('session_id', '=', id)
      .executeTakeFirst()
    if (visit) {
      throw new Refusal(
        'conflict',
        'reception.session-has-visits',
        'Buổi tiếp này đã có lượt tiếp trong sổ nên không hủy được. Hãy sửa từng lượt nếu ghi nhầm.',
      )
    }
    await transaction
      .updateTable('reception_session')
      .set({ day_id: null, withdrawn_on: today, withdrawn_reason: reason, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    const { activityId, unitId } = session
    await withdrawActivityOfRegister(transaction, official, { activityId, unitId, reason, today })
    await recordChange(transaction, {
      official,
      action: 'reception.session-withdrawn',
      subject: { kind: 'reception-session', id },
      unitId,
      summary: `Hủy buổi tiếp công dân ngày ${formatCalendarDate(session.heldOn)}: ${reason}`,
      before: { dayId: session.dayId },
      after: { reason },
    })
  })
}

/** The session, locked, as far as the official keeps its register. Refuses one that was taken back. */
export async function sessionForChange(transaction: Database, official: Official, id: string, today: CalendarDate) {
  await sql`select from reception_session where id = ${id} for update`.execute(transaction)
  const session = await sessionById(transaction, official, { id, permission: 'reception.record', today })
  if (!session) throw noSuchSession()
  if (session.withdrawnOn === null) return session
  throw new Refusal('conflict', 'reception.session-withdrawn', 'Buổi tiếp này đã hủy ghi nên không sửa được nữa.')
}

/** Makes the session's activity say what the register says: in particular how many visits there were. */
export async function bringActivityUp(
  transaction: Database,
  official: Official,
  sessionId: string,
  today: CalendarDate,
): Promise<void> {
  const session = await sessionForChange(transaction, official, sessionId, today)
  const given = activityOf(session, session.counts.visits)
  await changeActivityOfRegister(transaction, official, { activityId: session.activityId, given })
}

function activityOf(
  session: Pick<SessionToRecord, 'kind' | 'receivedBy' | 'heldOn' | 'place' | 'unitId'> & {
    illustration?: string | null | undefined
  },
  visits: number,
): ActivityOfRegister {
  return {
    kind: 'reception',
    title: TITLES[session.kind],
    heldOn: session.heldOn,
    place: session.place,
    unitId: session.unitId,
    chairedBy: session.receivedBy,
    participantCount: visits,
    illustration: session.illustration ?? undefined,
  }
}

const TITLES: Readonly<Record<SessionKind, string>> = {
  regular: 'Tiếp công dân thường xuyên',
  periodic: 'Tiếp công dân định kỳ của người đứng đầu',
  unscheduled: 'Tiếp công dân đột xuất của người đứng đầu',
}

function columns(given: SessionChange & { heldOn: CalendarDate }) {
  return {
    kind: given.kind,
    receiver: given.receiver,
    received_by: given.receivedBy,
    held_on: given.heldOn,
    place: given.place,
    mode: given.mode,
    note: given.note,
  }
}

const changedBy = (official: Official) => ({
  version: sql<number>`version + 1`,
  changed_at: sql<Date>`now()`,
  changed_by_account_id: official.accountId,
})

async function requireDay(
  transaction: Database,
  official: Official,
  given: SessionToRecord,
  today: CalendarDate,
): Promise<void> {
  const day = await dayById(transaction, official, { id: given.dayId ?? '', permission: 'reception.record', today })
  if (!day) throw noSuchDay()
  const fits = day.unitId === given.unitId && day.plannedOn === given.heldOn && day.publishedOn !== null && !day.isHeld
  if (fits && given.kind === 'periodic') return
  const message = fits
    ? 'Ngày trong lịch là buổi tiếp định kỳ. Hãy chọn hình thức “Tiếp định kỳ của người đứng đầu”.'
    : `Ngày trong lịch là ${formatCalendarDate(day.plannedOn)} của ${day.unitName}${day.isHeld ? ', đã có buổi tiếp trong sổ' : ''}. Nếu tiếp vào ngày khác, hãy lùi lịch trước; hoặc ghi buổi tiếp không theo lịch.`
  throw new Refusal('invalid', 'reception.day-of-another', message, { [fits ? 'kind' : 'heldOn']: message })
}

async function activityToTakeOver(transaction: Database, given: SessionToRecord): Promise<string | null> {
  const [first] = await handwrittenActivities(transaction, {
    kind: 'reception',
    unitId: given.unitId,
    heldOn: given.heldOn,
  })
  if (!first) return null
  if (given.takesOver) return first.id
  const message = `Ngày này đã ghi hoạt động “${first.title}” (${first.participantCount} lượt). Nếu là cùng buổi tiếp, hãy đánh dấu ô bên dưới để không đếm hai lần; nếu là buổi khác, hãy hủy ghi hoạt động đó rồi ghi cả hai buổi vào sổ.`
  throw new Refusal('conflict', 'reception.entered-as-activity', message, { takesOver: message })
}
