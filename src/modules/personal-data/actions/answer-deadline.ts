import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Deadline, deadline, timeLimit, type WorkingCalendar } from '../../calendar/index.ts'

const RULE = timeLimit('pd-answer')

/** The last day for the answer with its source and every day of the count, or the words that say why there is none. */
export type AnswerDeadline = { known: true; deadline: Deadline } | { known: false; why: string }

/**
 * The last day on which a request may be answered.
 * Unit: working days, counted from the day after receipt.
 * Source: Decree 356/2025/NĐ-CP, in force from 1 January 2026; requests received before have no last day here.
 */
export function answerDeadline(receivedOn: CalendarDate, calendar: WorkingCalendar): AnswerDeadline {
  try {
    return { known: true, deadline: deadline({ rule: RULE.id, start: receivedOn }, calendar) }
  } catch (refusal) {
    // A request must be recorded all the same.
    if (refusal instanceof Refusal && refusal.code === 'calendar.year-not-known')
      return { known: false, why: refusal.messageForPerson }
    if (refusal instanceof Refusal && refusal.code === 'calendar.rule-not-in-force')
      return { known: false, why: `Yêu cầu nhận trước khi ${RULE.source} có hiệu lực (01/01/2026) nên không tính hạn.` }
    throw refusal
  }
}
