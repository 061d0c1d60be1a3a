import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { sharedPairs } from '../../../vocabulary/text-likeness.ts'

/** From this part of common words on somebody is asked whether two opinions are about one matter. */
export const LEAST_SHARED = 0.4

/** An opinion by when it was raised. */
export type Raised = { readonly id: string; readonly heldOn: CalendarDate }

/** How alike two opinions are, in whole hundredths; null when too little speaks for one matter. */
export function opinionLikeness(one: string, other: string): number | null {
  const part = sharedPairs(one, other)
  return part < LEAST_SHARED ? null : Math.round(part * 100)
}

/** The one that was raised first; of one day the one that was written down first. */
export function firstRaised<Opinion extends Raised>(opinions: readonly Opinion[]): Opinion | undefined {
  return [...opinions].sort(byRaising)[0]
}

/** In the order in which they were raised. */
export function byRaising(one: Raised, other: Raised): number {
  if (one.heldOn !== other.heldOn) return one.heldOn < other.heldOn ? -1 : 1
  return Number(BigInt(one.id) - BigInt(other.id))
}
