import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Deadline, deadline, nationalCalendar, timeLimitInForce } from '../../calendar/index.ts'
import type { RunningLimit } from '../rules/running-limit.ts'

/** The last day of a petition's limit with its source and every day of the count, or the words that say why there is none yet. */
export type PetitionDeadline = { known: true; deadline: Deadline } | { known: false; why: string }

/** Counts the limit by the national calendar, under the version of the rule in force on the day that starts the clock. */
export function petitionDeadline(limit: RunningLimit | null): PetitionDeadline {
  if (limit === null) return { known: false, why: 'Chưa có thời hạn vì đơn chưa phân loại.' }
  const { id } = timeLimitInForce(limit.rule, limit.start)
  try {
    return { known: true, deadline: deadline({ rule: id, start: limit.start }, nationalCalendar) }
  } catch (refusal) {
    // A year whose days off are not entered must not keep a petition from being registered.
    if (refusal instanceof Refusal && refusal.code === 'calendar.year-not-known')
      return { known: false, why: refusal.messageForPerson }
    throw refusal
  }
}
