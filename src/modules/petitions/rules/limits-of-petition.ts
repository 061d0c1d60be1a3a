import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { PetitionEvent } from './petition-event.ts'
import { followed, isOpen, type Standing } from './petition-standing.ts'
import { followUps, type RunningLimit } from './running-limit.ts'

/** A limit that runs or ran, and the day on which what it asks for was done; null while it is still owed. */
export type LimitOfPetition = { readonly limit: RunningLimit; readonly doneOn: CalendarDate | null }

/**
 * Every limit of a petition in the order in which they ran: for acceptance, for the settlement or answer, for sending and publishing.
 * A limit that was replaced because the petition turned out to be of another kind or round, or came in on another day, is not among
 * them.
 */
export function limitsOf(log: readonly PetitionEvent[]): LimitOfPetition[] {
  const past: LimitOfPetition[] = []
  let standing: Standing | null = null
  for (const event of log) {
    const before: Standing | null = standing
    standing = followed(before, event)
    const limit = before?.limit ?? null
    if (before === null || limit === null || !isOpen(before)) continue
    if (event.kind === 'accepted' && standing.limit?.rule !== limit.rule) past.push({ limit, doneOn: event.on })
    if (!isOpen(standing)) past.push({ limit, doneOn: event.on })
  }
  if (standing === null) return past
  if (isOpen(standing)) return standing.limit === null ? past : [...past, { limit: standing.limit, doneOn: null }]
  return [...past, ...followUps(standing).map(({ limit, doneOn }) => ({ limit, doneOn }))]
}
