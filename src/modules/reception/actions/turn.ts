import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { opens, type Receipt, secretDigest } from '../../../platform/receipt/receipt.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { publishedDay } from '../queries/days.ts'
import { registrationByCode, registrationsOf } from '../queries/registrations.ts'
import { keptOfTurn, requireOpenDay, type TurnAsked } from '../rules/registration.ts'
import { VISIT_KINDS } from '../rules/visit.ts'
import { noSuchDay } from './out-of-reach.ts'
import { sessionForChange } from './record-session.ts'
import { recordVisit } from './record-visit.ts'

/**
 * Gives a citizen a turn on a published day. The trail says that somebody registered, not who. Refuses `reception.no-such-day`,
 * and what `keptOfTurn` and `requireOpenDay` refuse.
 */
export function registerTurn(
  database: Database,
  {
    dayId,
    asked,
    receipt,
    today,
    illustration,
  }: { dayId: string; asked: TurnAsked; receipt: Receipt; today: CalendarDate; illustration?: string | undefined },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    // Two citizens who ask for the last turn at one moment are told one after the other.
    await sql`select from reception_day where id = ${dayId} for update`.execute(transaction)
    const day = await publishedDay(transaction, dayId)
    if (!day) throw noSuchDay()
    requireOpenDay(day, today)
    const kept = keptOfTurn(asked)
    const { id } = await transaction
      .insertInto('reception_registration')
      .values({
        day_id: dayId,
        code: receipt.code,
        secret_digest: secretDigest(receipt),
        kind: kept.kind,
        full_name: kept.fullName,
        contact: kept.contact,
        subject: kept.subject,
        cancelled_at: null,
        illustration: illustration ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordChange(transaction, {
      official: null,
      action: 'reception.turn-registered',
      subject: { kind: 'reception-registration', id },
      unitId: day.unitId,
      summary: `Công dân đăng ký tiếp ngày ${formatCalendarDate(day.plannedOn)}`,
      after: { dayId },
    })
  })
}

/**
 * The turn that code and secret open. Refuses `reception.no-such-turn`, in the same words whether the code or the secret is wrong.
 */
export async function openTurn(database: Database, given: Receipt) {
  const found = await registrationByCode(database, given.code)
  if (found && opens(given, found.secretDigest)) return found
  const message = 'Mã đăng ký hoặc mã bí mật không đúng. Hãy xem lại hai mã đã nhận khi đăng ký.'
  throw new Refusal('invalid', 'reception.no-such-turn', message, { code: message })
}

/** Gives a turn back. Refuses `reception.no-such-turn`, and `reception.turn-used` after the visit; twice is once. */
export function cancelTurn(database: Database, given: Receipt): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const turn = await openTurn(transaction, given)
    if (turn.cancelledAt !== null) return
    if (turn.visitId !== null) {
      throw new Refusal('conflict', 'reception.turn-used', 'Lượt đăng ký này đã được tiếp nên không hủy được.')
    }
    await transaction
      .updateTable('reception_registration')
      .set({ cancelled_at: sql<Date>`now()`, full_name: '', contact: '', subject: '' })
      .where('id', '=', turn.id)
      .where('visit_id', 'is', null)
      .execute()
    await recordChange(transaction, {
      official: null,
      action: 'reception.turn-cancelled',
      subject: { kind: 'reception-registration', id: turn.id },
      unitId: turn.unitId,
      summary: `Công dân hủy đăng ký tiếp ngày ${formatCalendarDate(turn.plannedOn)}`,
    })
  })
}

/**
 * Writes somebody who registered and has come into the register of the session, from what the registration says; answers the id of the
 * visit, whose outcome is still open. Refuses `reception.turn-of-another-day` and `reception.turn-cancelled`; twice is once.
 */
export function arrive(
  database: Database,
  official: Official,
  { sessionId, registrationId, today }: { sessionId: string; registrationId: string; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const session = await sessionForChange(transaction, official, sessionId, today)
    const turns = session.dayId === null ? [] : await registrationsOf(transaction, session.dayId)
    const turn = turns.find((each) => each.id === registrationId)
    if (!turn) {
      const message = 'Lượt đăng ký này không thuộc ngày tiếp của buổi này. Hãy chọn trong danh sách.'
      throw new Refusal('invalid', 'reception.turn-of-another-day', message)
    }
    if (turn.visitId !== null) return turn.visitId
    if (turn.cancelledAt !== null) {
      throw new Refusal(
        'conflict',
        'reception.turn-cancelled',
        'Công dân đã hủy lượt đăng ký này. Nếu vẫn đến, hãy ghi lượt mới.',
      )
    }
    const kind = turn.kind ?? 'feedback'
    const visitId = await recordVisit(transaction, official, {
      sessionId,
      given: {
        kind,
        content: turn.subject || `Trình bày ${VISIT_KINDS[kind].toLowerCase()}`,
        personCount: 1,
        visitors: kind === 'denunciation' ? [] : [{ fullName: turn.fullName, address: '', idNumber: '' }],
        ...{ outcome: null, otherBody: '', documentNumber: '', refusalGround: null, firstVisitId: null },
        ...{ resolvedBy: '', withinCompetence: null, papers: '', note: '' },
      },
      today,
    })
    await transaction
      .updateTable('reception_registration')
      .set({ visit_id: visitId })
      .where('id', '=', registrationId)
      .execute()
    return visitId
  })
}
