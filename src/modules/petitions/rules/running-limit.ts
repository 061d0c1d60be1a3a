import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { PetitionKind } from './petition-kind.ts'

/** The time limit that runs for a petition: the calendar's rule and the day that starts its clock. */
export type RunningLimit = { rule: string; start: CalendarDate }

/** Days before the last day on which a petition counts as nearly due. */
export const DUE_SOON_IN_DAYS = 7

/**
 * The limit that runs for an open petition: for acceptance, then for the answer; none before it is classified. The calendar knows which
 * version of the rule was in force on the day the clock started. A transfer changes neither rule nor clock.
 * Source: Law on Complaints, Articles 27 and 28; Law on Denunciations, Articles 24 and 30; Law on Citizen Reception, Article 28.
 */
export function runningLimit({
  kind,
  receivedOn,
  acceptedOn,
}: {
  kind: PetitionKind | null
  receivedOn: CalendarDate
  acceptedOn: CalendarDate | null
}): RunningLimit | null {
  switch (kind) {
    case 'complaint':
      return acceptedOn === null
        ? { rule: 'kn-accept', start: receivedOn }
        : { rule: 'kn-resolve-1', start: acceptedOn }
    case 'denunciation':
      return acceptedOn === null ? { rule: 'tc-initial', start: receivedOn } : { rule: 'tc-resolve', start: acceptedOn }
    case 'proposal':
    case 'feedback':
      return { rule: 'tcd-answer', start: receivedOn }
    default:
      return null
  }
}

export type Timeliness = 'on-time' | 'late' | 'unknown'

/** Whether it ended, or still stands today, within its limit; unknown without a limit. The last day itself is still in time. */
export function timeliness(
  { dueOn, endedOn }: { dueOn: CalendarDate | null; endedOn: CalendarDate | null },
  today: CalendarDate,
): Timeliness {
  if (dueOn === null) return 'unknown'
  return (endedOn ?? today) <= dueOn ? 'on-time' : 'late'
}
