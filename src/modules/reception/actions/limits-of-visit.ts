import { recordChange } from '../../../platform/audit/record-change.ts'
import type { LimitRecount } from '../../../platform/database/limit-recount.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { calendarInForce, deadline, type WorkingCalendar } from '../../calendar/index.ts'
import type { Outcome } from '../rules/visit.ts'
import '../queries/tables.ts'

/** Who was received and whose matter goes on is told within a limit what became of it. */
export const owesAnswer = (outcome: Outcome | null) => outcome === 'accepted' || outcome === 'transferred'

/** Law on Citizen Reception 42/2013/QH13, Article 28(1). Null where the calendar of the year is not known. */
export const answerDueOn = (heldOn: CalendarDate, calendar: WorkingCalendar) => dueAfter('tcd-answer', heldOn, calendar)

/** Decree 154/2026/NĐ-CP, Article 4(3). Null before the decree, and where the calendar of the year is not known. */
export const refusalDueOn = (heldOn: CalendarDate, calendar: WorkingCalendar) =>
  dueAfter('tcd-refuse', heldOn, calendar)

function dueAfter(rule: string, start: CalendarDate, calendar: WorkingCalendar): CalendarDate | null {
  try {
    return deadline({ rule, start }, calendar).due
  } catch (refusal) {
    if (refusal instanceof Refusal) return null
    throw refusal
  }
}

/** The last days for answering visitors and for refusals in writing, while they are still owed. */
export const limitsOfVisits: LimitRecount = {
  title: 'Lượt tiếp công dân',
  recount: async (transaction, official, { from, reason }) => {
    const calendar = await calendarInForce(transaction)
    const open = await transaction
      .selectFrom('reception_visit as visit')
      .innerJoin('reception_session as session', 'session.id', 'visit.session_id')
      .select([
        'visit.id',
        'visit.answer_due_on as answer',
        'visit.refusal_due_on as refusal',
        'session.unit_id as unitId',
        'session.held_on as heldOn',
      ])
      .where('visit.result_on', 'is', null)
      .where((either) =>
        either.or([either('visit.answer_due_on', '>=', from), either('visit.refusal_due_on', '>=', from)]),
      )
      .orderBy('visit.id')
      .forUpdate('visit')
      .execute()
    let changed = 0
    for (const { id, answer, refusal, unitId, heldOn } of open) {
      const after = {
        answer: answer === null ? null : answerDueOn(heldOn, calendar),
        refusal: refusal === null ? null : refusalDueOn(heldOn, calendar),
      }
      if (after.answer === answer && after.refusal === refusal) continue
      changed += 1
      await transaction
        .updateTable('reception_visit')
        .set({ answer_due_on: after.answer, refusal_due_on: after.refusal })
        .where('id', '=', id)
        .execute()
      await recordChange(transaction, {
        official,
        action: 'reception.limit-recounted',
        subject: { kind: 'reception-visit', id },
        unitId,
        summary: `Tính lại hạn của lượt tiếp (${reason})`,
        before: { answer, refusal },
        after,
      })
    }
    return changed
  },
}
