import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { DUE_SOON_IN_DAYS } from './running-limit.ts'

/** Days past the last day after which an overdue petition is brought to the unit above. A rule of this system, not of law. */
export const ESCALATES_AFTER_DAYS = 5

/** Who is to be reminded of a petition: nobody yet, whoever handles it, the head of that unit, or also the head of the unit above. */
export type Escalation = 'none' | 'handler' | 'head' | 'parent-head'

/**
 * Up to whom a petition is brought. Near its last day: to its handler; past it: to the head of the unit as well; more than five days
 * past it: to the head of the unit above. One that nobody handles goes a step further up each time, so that none is passed over.
 */
export function escalationOf(
  { dueOn, handled }: { dueOn: CalendarDate | null; handled: boolean },
  today: CalendarDate,
): Escalation {
  if (dueOn === null) return handled ? 'none' : 'head'
  if (today > addDays(dueOn, ESCALATES_AFTER_DAYS)) return 'parent-head'
  if (today > dueOn) return handled ? 'head' : 'parent-head'
  if (today >= addDays(dueOn, -DUE_SOON_IN_DAYS)) return handled ? 'handler' : 'head'
  return handled ? 'none' : 'head'
}
