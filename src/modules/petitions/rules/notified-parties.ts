import type { EventKind } from './petition-event.ts'
import type { Party } from './petition-grounds.ts'
import type { PetitionChannel, PetitionKind } from './petition-kind.ts'

const OF_COMPLAINTS: Partial<Readonly<Record<EventKind, readonly Party[]>>> = {
  accepted: ['sender', 'upper-level', 'related-bodies'],
  refused: ['sender'],
  guided: ['sender'],
  'guided-to-split': ['sender'],
  'found-complex': ['sender'],
  suspended: ['sender', 'complained-of', 'related-bodies'],
  resumed: ['sender', 'complained-of', 'related-bodies'],
  stopped: ['sender', 'complained-of', 'related-bodies'],
  sent: ['sender', 'complained-of', 'related-bodies', 'upper-level'],
}

const OF_DENUNCIATIONS: Partial<Readonly<Record<EventKind, readonly Party[]>>> = {
  accepted: ['sender', 'denounced'],
  refused: ['sender'],
  transferred: ['sender'],
  'guided-to-split': ['sender'],
  extended: ['sender', 'denounced', 'related-bodies'],
  suspended: ['sender', 'denounced', 'related-bodies'],
  resumed: ['sender', 'denounced', 'related-bodies'],
  stopped: ['sender', 'denounced', 'related-bodies'],
  sent: ['sender', 'denounced', 'related-bodies'],
}

const OF_OTHERS: Partial<Readonly<Record<EventKind, readonly Party[]>>> = {
  transferred: ['sender'],
  answered: ['sender'],
  'guided-to-split': ['sender'],
}

/** Steps whose result also goes to whoever passed the petition on. Source: Law on Citizen Reception, Article 27(2). */
const FOR_THE_FORWARDER: readonly EventKind[] = ['sent', 'answered', 'refused', 'stopped']

/**
 * Who must be told of a step, by law.
 * Source: Law on Complaints, Articles 27, 32 and 41; Decree 155/2026/NĐ-CP, Article 28b; Law on Denunciations, Articles 9(1)c, 24, 29,
 * 34 and 35; Decree 31/2019/NĐ-CP; Law on Citizen Reception, Articles 26 to 28.
 */
export function partiesToNotify(
  step: EventKind,
  { kind, channel }: { kind: PetitionKind | null; channel: PetitionChannel },
): Party[] {
  const parties =
    (kind === 'complaint' ? OF_COMPLAINTS : kind === 'denunciation' ? OF_DENUNCIATIONS : OF_OTHERS)[step] ?? []
  if (channel === 'forwarded' && FOR_THE_FORWARDER.includes(step)) return [...parties, 'forwarder']
  return [...parties]
}
