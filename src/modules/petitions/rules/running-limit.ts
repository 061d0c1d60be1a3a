import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { PetitionKind } from './petition-kind.ts'

/** A suspension: its first day, and the day of resuming; null while it lasts. */
export type Suspension = { readonly from: CalendarDate; readonly to: CalendarDate | null }

/** A time limit of a petition: the calendar's rule, the day that starts its clock, and what lengthens it. */
export type RunningLimit = {
  readonly rule: string
  readonly start: CalendarDate
  readonly remote?: true
  readonly complex?: true
  readonly severalPlaces?: true
  readonly extensions?: 1 | 2
  readonly suspensions?: readonly Suspension[]
}

/** Days before the last day on which a petition counts as nearly due. */
export const DUE_SOON_IN_DAYS = 7

/** What of a standing its limit follows from. */
export type LimitFacts = {
  readonly kind: PetitionKind | null
  readonly receivedOn: CalendarDate
  readonly acceptedOn: CalendarDate | null
  readonly round: 1 | 2
  readonly reopenedOn: CalendarDate | null
  readonly remote: boolean
  readonly complexity: readonly unknown[]
  readonly severalPlaces: boolean
  readonly extensions: 0 | 1 | 2
  readonly suspensions: readonly Suspension[]
}

/**
 * The limit that runs for an open petition: for acceptance, then for the settlement or answer; none before it is classified. The
 * calendar knows which version of the rule was in force on the day the clock started. A transfer changes neither rule nor clock.
 * A complex complaint has another limit in place of the ordinary one, from the same start; each extension of a denunciation adds.
 * Source: Law on Complaints, Articles 27, 28, 36 and 37; Law on Denunciations, Articles 24, 30, 34 and 37; Law on Citizen Reception,
 * Article 28.
 */
export function runningLimit(facts: LimitFacts): RunningLimit | null {
  const { kind, acceptedOn, round, suspensions } = facts
  const start = facts.reopenedOn ?? facts.receivedOn
  const paused = suspensions.length > 0 ? { suspensions } : {}
  switch (kind) {
    case 'complaint':
      if (acceptedOn === null) return { rule: round === 1 ? 'kn-accept' : 'kn-accept-2', start }
      return {
        rule: round === 1 ? 'kn-resolve-1' : 'kn-resolve-2',
        start: acceptedOn,
        ...(facts.remote ? { remote: true } : {}),
        ...(facts.complexity.length > 0 ? { complex: true } : {}),
        ...paused,
      }
    case 'denunciation':
      if (acceptedOn !== null) {
        const { extensions } = facts
        return { rule: 'tc-resolve', start: acceptedOn, ...(extensions === 0 ? {} : { extensions }), ...paused }
      }
      if (round === 2) return { rule: 'tc-again', start }
      return { rule: 'tc-initial', start, ...(facts.severalPlaces ? { severalPlaces: true } : {}) }
    case 'proposal':
    case 'feedback':
      return { rule: 'tcd-answer', start }
    default:
      return null
  }
}

/** What must be done in time after a complaint or denunciation was settled. */
export type FollowUp = {
  readonly what: 'sent' | 'published'
  readonly doneOn: CalendarDate | null
  readonly limit: RunningLimit
}

/**
 * The limits that run from a decision or conclusion.
 * Source: Law on Complaints, Articles 32 and 41(1); Law on Denunciations, Articles 35(3) and 40.
 */
export function followUps(standing: {
  readonly kind: PetitionKind | null
  readonly round: 1 | 2
  readonly answeredOn: CalendarDate | null
  readonly decision: unknown
  readonly sentOn: CalendarDate | null
  readonly publishedOn: CalendarDate | null
}): FollowUp[] {
  const { kind, round, answeredOn: start, decision, sentOn, publishedOn } = standing
  if (start === null || decision === null) return []
  if (kind === 'complaint') return [{ what: 'sent', doneOn: sentOn, limit: { rule: `kn-send-${round}`, start } }]
  if (kind !== 'denunciation') return []
  return [
    { what: 'sent', doneOn: sentOn, limit: { rule: 'tc-conclusion-send', start } },
    { what: 'published', doneOn: publishedOn, limit: { rule: 'tc-publish', start } },
  ]
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
