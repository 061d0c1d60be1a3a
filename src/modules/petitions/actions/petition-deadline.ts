import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Deadline, deadline, timeLimitInForce, type WorkingCalendar } from '../../calendar/index.ts'
import type { RunningLimit } from '../rules/running-limit.ts'

/** The last day of a petition's limit with its source and every day of the count, or the words that say why there is none yet. */
export type PetitionDeadline = { known: true; deadline: Deadline } | { known: false; why: string }

const WITHOUT_LAST_DAY: ReadonlySet<string> = new Set(['calendar.year-not-known', 'calendar.suspension-lasts'])

/** What was counted by a calendar, by limit: most petitions of a file, or of a day, have the same, and a count goes day by day. */
const counted = new WeakMap<WorkingCalendar, Map<string, PetitionDeadline>>()

/** A calendar lasts as long as the process; what was counted long ago is counted again. */
const MOST_REMEMBERED = 5000

/** Counts the limit by the calendar, under the version of the rule in force on the day that starts the clock. */
export function petitionDeadline(limit: RunningLimit | null, calendar: WorkingCalendar): PetitionDeadline {
  if (limit === null) return { known: false, why: 'Chưa có thời hạn vì đơn chưa phân loại.' }
  const ofCalendar = counted.get(calendar) ?? new Map<string, PetitionDeadline>()
  if (ofCalendar.size >= MOST_REMEMBERED) ofCalendar.clear()
  counted.set(calendar, ofCalendar)
  const key = JSON.stringify(limit)
  const answer = ofCalendar.get(key) ?? count(limit, calendar)
  ofCalendar.set(key, answer)
  return answer
}

function count(limit: RunningLimit, calendar: WorkingCalendar): PetitionDeadline {
  const { id } = timeLimitInForce(limit.rule, limit.start)
  try {
    return { known: true, deadline: deadline({ ...limit, rule: id }, calendar) }
  } catch (refusal) {
    // A year whose days off are not entered must not keep a petition from being registered; nor has a clock that stands still an end.
    if (refusal instanceof Refusal && WITHOUT_LAST_DAY.has(refusal.code))
      return { known: false, why: refusal.messageForPerson }
    throw refusal
  }
}
