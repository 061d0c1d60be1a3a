import fc from 'fast-check'
import { afterEvent, possibleSteps } from '../../src/modules/petitions/rules/legal-steps.ts'
import type { PetitionEvent } from '../../src/modules/petitions/rules/petition-event.ts'
import type { PetitionKind } from '../../src/modules/petitions/rules/petition-kind.ts'
import type { Standing } from '../../src/modules/petitions/rules/petition-standing.ts'
import { type Recommended, recommendedItems } from '../../src/modules/petitions/rules/recommended.ts'
import { addDays, type CalendarDate } from '../../src/vocabulary/calendar-date.ts'
import { Refusal } from '../../src/vocabulary/refusal.ts'

const KINDS: readonly PetitionKind[] = ['complaint', 'denunciation', 'proposal', 'feedback']

export type Ids = { units: readonly string[]; people: readonly string[]; petitions: readonly string[] }

const FORWARD = [
  'second-round',
  'accepted',
  'dialogue-held',
  'decided',
  'answered',
  'stopped',
  'reopened',
  'urged',
  'replied',
] as const

/** Numbers from which a life is made: what comes next, how long after, and with which detail. */
const draw = fc.tuple(fc.nat(999), fc.nat(40), fc.nat(999))

/** The log of a petition that lived by the rules between the two days, through whichever steps were possible. */
export function randomLife(
  ids: Ids,
  { first, last }: { first: CalendarDate; last: CalendarDate },
): fc.Arbitrary<PetitionEvent[]> {
  return fc.tuple(fc.nat(700), fc.nat(99), fc.array(draw, { maxLength: 14 })).map(([start, detail, draws]) => {
    const on = addDays(first, start)
    const log: PetitionEvent[] = []
    let standing: Standing | null = null
    const happen = (event: PetitionEvent) => {
      try {
        standing = afterEvent(standing, event, last)
        log.push(event)
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal
      }
    }
    happen({ kind: 'received', on, unitId: pick(ids.units, detail), channel: detail % 2 ? 'forwarded' : 'post' })
    happen({ kind: 'registered', on, number: 1 })
    happen({ kind: 'classified', on, petitionKind: pick(KINDS, detail) })
    let day = on
    for (const [choice, wait, which] of draws) {
      if (standing === null) break
      day = addDays(day, wait)
      const possible = possibleSteps(standing)
      // Most steps lead nowhere: every other one goes forward, so that many lives come to a decision and beyond.
      const forward = FORWARD.filter((step) => possible.includes(step))
      const step = choice % 2 === 0 && forward.length > 0 ? pick(forward, which) : pick(possible, choice)
      happen(eventOf(step, { on: day, standing, which, ids }))
    }
    return log
  })
}

type Making = { on: CalendarDate; standing: Standing; which: number; ids: Ids }

function eventOf(kind: ReturnType<typeof possibleSteps>[number], { on, standing, which, ids }: Making): PetitionEvent {
  switch (kind) {
    case 'assigned':
      return { kind, on, personId: pick(ids.people, which) }
    case 'examined':
      return { kind, on, gaps: which % 3 === 0 ? ['signature'] : [] }
    case 'found-complex':
      return { kind, on, criteria: ['foreign-element', 'many-people'] }
    case 'suspended':
      return { kind, on, ground: 'other-result' }
    case 'decided':
      return {
        kind,
        on,
        outcome: pick(['founded', 'unfounded', 'partly'] as const, which),
        ...(which % 4 === 0 ? { recommended: recommendedFor(which) } : {}),
        manner: standing.kind === 'complaint' && which % 2 ? 'explanation' : 'decision',
      }
    case 'split':
      return { kind, on, partPetitionId: pick(ids.petitions, which) }
    case 'merged':
      return { kind, on, intoPetitionId: pick(ids.petitions, which) }
    case 'second-round':
      return { kind, on, firstPetitionId: which % 2 ? pick(ids.petitions, which) : null }
    case 'transferred': {
      const toUnitId = which % 2 === 0 ? null : pick(ids.units, which)
      return toUnitId === null ? { kind, on, toUnitId } : { kind, on, toUnitId, goesUp: true }
    }
    case 'withdrawn':
      return { kind, on, extent: which % 4 === 0 ? 'part' : 'whole' }
    case 'stopped':
      return {
        kind,
        on,
        ground: which % 2 ? 'withdrawn' : standing.kind === 'denunciation' ? 'denounced-died' : 'complainant-gone',
      }
    case 'appealed':
      return { kind, on, to: 'higher' }
    case 'reopened':
      return {
        kind,
        on,
        ground: pick(['forced-withdrawal', 'new-facts', 'missed-evidence'] as const, which),
      }
    case 'classified':
      return { kind, on, petitionKind: pick(KINDS, which) }
    default:
      return { kind, on }
  }
}

function pick<Value>(from: readonly Value[], at: number): Value {
  const value = from[at % from.length]
  if (value === undefined) throw new Error('Nothing to pick from.')
  return value
}

/** Every amount there is, with land to the hundredth. */
function recommendedFor(which: number): Recommended {
  const amounts = recommendedItems.map((item, index) => [item, 1 + ((which + index) % 5)] as const)
  const officials = { 'officials-sanctioned': 1, 'officials-investigated': 1, 'state-land': 0.25 * (1 + (which % 7)) }
  return { ...Object.fromEntries(amounts), ...officials }
}
