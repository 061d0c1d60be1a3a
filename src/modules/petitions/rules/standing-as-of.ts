import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { PetitionEvent } from './petition-event.ts'
import { type Standing, standingFrom } from './petition-standing.ts'

/**
 * Where a petition stood at the end of a day, as far as its log knows today; null when it had not been received by then.
 *
 * By the days on which things took effect, not those on which somebody wrote them down: a petition entered late was there from its
 * day of receipt, under its number and its first kind, and a corrected day of receipt holds for every day. Classified anew, it was of
 * the old kind until then. What is open at the end of a day is what the period that begins on the next one carries over.
 */
export function standingAsOf(log: readonly PetitionEvent[], day: CalendarDate): Standing | null {
  const [received] = log
  if (received?.kind !== 'received') throw new Error('The log of a petition begins with its receipt.')
  const corrected = log.findLast((event) => event.kind === 'corrected')
  const receivedOn = corrected?.on ?? received.on
  if (receivedOn > day) return null
  const firstKind = log.find((event) => event.kind === 'classified')
  const known = log.filter(
    (event) =>
      event.on <= day ||
      event.kind === 'registered' ||
      event.kind === 'corrected' ||
      event === firstKind ||
      event === received,
  )
  return standingFrom(known)
}
