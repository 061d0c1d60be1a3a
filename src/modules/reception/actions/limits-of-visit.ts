import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { LimitRecount } from '../../../platform/database/limit-recount.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { calendarInForce, deadline, type WorkingCalendar } from '../../calendar/index.ts'
import { type RefusalGroundCode, refusalGround } from '../rules/refusal-ground.ts'
import type { Outcome } from '../rules/visit.ts'
import '../queries/tables.ts'

type Told = { outcome: Outcome | null; refusalGround: RefusalGroundCode | null; heldOn: CalendarDate }
type LastDays = { answer: CalendarDate | null; refusal: CalendarDate | null }

/**
 * The last days for what a visit leaves owing, each null when it isn't owed or the calendar of its year is not known yet: telling whoever
 * was received and whose matter goes on what became of it (Law on Citizen Reception 42/2013/QH13, Article 28(1)), and handing over
 * in writing a refusal that needs it (Decree 154/2026/NĐ-CP, Article 4(3); none before the decree).
 */
export function limitsOfVisit({ outcome, refusalGround: ground, heldOn }: Told, calendar: WorkingCalendar): LastDays {
  const owesAnswer = outcome === 'accepted' || outcome === 'transferred'
  const owesWriting = outcome === 'refused' && ground !== null && refusalGround(ground).inWriting === true
  return {
    answer: owesAnswer ? dueAfter('tcd-answer', heldOn, calendar) : null,
    refusal: owesWriting ? dueAfter('tcd-refuse', heldOn, calendar) : null,
  }
}

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
        'visit.outcome',
        sql<RefusalGroundCode | null>`visit.refusal_ground`.as('refusalGround'),
        'visit.answer_due_on as answer',
        'visit.refusal_due_on as refusal',
        'session.unit_id as unitId',
        'session.held_on as heldOn',
      ])
      .where('visit.result_on', 'is', null)
      .where((visit) =>
        visit.or([
          visit('visit.answer_due_on', '>=', from),
          visit('visit.refusal_due_on', '>=', from),
          // Owed, but the calendar of its year was not known when the visit was written down.
          visit.and([
            visit('visit.outcome', 'in', ['accepted', 'transferred', 'refused']),
            visit('visit.answer_due_on', 'is', null),
            visit('visit.refusal_due_on', 'is', null),
          ]),
        ]),
      )
      .orderBy('visit.id')
      .forUpdate('visit')
      .execute()
    let changed = 0
    for (const { id, outcome, refusalGround, answer, refusal, unitId, heldOn } of open) {
      const after = limitsOfVisit({ outcome, refusalGround, heldOn }, calendar)
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
