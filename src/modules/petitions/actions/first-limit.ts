import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { deadline, timeLimitInForce, type WorkingCalendar } from '../../calendar/index.ts'
import type { PetitionKind } from '../rules/petition-kind.ts'

/** What the agency owes first to somebody who sends a petition. */
const FIRST_STEPS = {
  complaint: 'kn-accept',
  denunciation: 'tc-initial',
  proposal: 'tcd-answer',
  feedback: 'tcd-answer',
} as const satisfies Record<PetitionKind, string>

export type FirstLimit = {
  step: (typeof FIRST_STEPS)[PetitionKind]
  due: CalendarDate
  days: number
  unit: 'calendar' | 'working'
  source: string
}

/** Until when the agency must first act on what was sent, by the law in force on that day; null when the calendar does not know the year. */
export function firstLimit(
  { kind, sentOn }: { kind: PetitionKind; sentOn: CalendarDate },
  calendar: WorkingCalendar,
): FirstLimit | null {
  const step = FIRST_STEPS[kind]
  try {
    const { id } = timeLimitInForce(step, sentOn)
    const { due, limit, unit, source } = deadline({ rule: id, start: sentOn }, calendar)
    return { step, due, days: limit, unit, source }
  } catch (refusal) {
    if (refusal instanceof Refusal) return null
    throw refusal
  }
}
