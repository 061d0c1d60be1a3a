import type { PetitionEvent } from '../../modules/petitions/rules/petition-event.ts'
import type { PetitionChannel, PetitionKind } from '../../modules/petitions/rules/petition-kind.ts'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { type Chance, chance } from '../chance.ts'

/** In place of ids in a template: the unit that received the petition, the one above it, and somebody who handles petitions in each. */
export const HERE = 'here'
export const ABOVE = 'above'
export const HANDLER = 'handler'
export const HANDLER_ABOVE = 'handler-above'

export type StepOfTemplate = {
  /** Working days after the step before; the first counts from the day of registering. */
  after: number
  happens: (on: CalendarDate) => PetitionEvent
}

/** The life of a petition without its days: what happened to it, and how many working days lay between. */
export type LifeTemplate = {
  kind: PetitionKind
  channel: PetitionChannel
  /** Working days from receiving to registering it. */
  registeredAfter: number
  steps: readonly StepOfTemplate[]
}

const DIRECT: readonly PetitionChannel[] = [
  'counter',
  'reception',
  'dialogue',
  'voter-contact',
  'post',
  'phone',
  'online',
]
/** How many of a hundred petitions are of each kind. */
const KINDS: readonly (readonly [PetitionKind, number])[] = [
  ['proposal', 34],
  ['feedback', 31],
  ['complaint', 27],
  ['denunciation', 8],
]

/** Several hundred lives, always the same; each is one that the law allows on any working day of the ten years. */
export function lifeTemplates(count = 250): LifeTemplate[] {
  const random = chance(20_261_120)
  return Array.from({ length: count }, () => {
    const kind = weighted(KINDS, random)
    const forwarded = random.next() < 0.12
    return {
      kind,
      channel: forwarded ? 'forwarded' : random.pick(DIRECT),
      registeredAfter: random.next() < 0.7 ? 0 : random.between(1, 2),
      steps: stepsOf(kind, { forwarded, random }),
    }
  })
}

type Fate = (step: Steps, random: Chance) => void

function stepsOf(kind: PetitionKind, { forwarded, random }: { forwarded: boolean; random: Chance }): StepOfTemplate[] {
  const steps = new Steps()
  if (forwarded && random.next() < 0.04) {
    steps.add(random.between(1, 6), (on) => ({ kind: 'returned', on }))
    return steps.all
  }
  if (random.next() < 0.88) steps.add(random.between(0, 1), (on) => ({ kind: 'assigned', on, personId: HANDLER }))
  if (random.next() < 0.01) return steps.all
  if (random.next() < 0.4 && kind !== 'denunciation')
    steps.add(random.between(0, 2), (on) => ({ kind: 'examined', on, gaps: [] }))
  weighted(FATES[kind], random)(steps, random)
  return steps.all
}

class Steps {
  readonly all: StepOfTemplate[] = []
  add(after: number, happens: StepOfTemplate['happens']): void {
    this.all.push({ after, happens })
  }
}

const settled: Fate = (steps, random) => {
  steps.add(random.between(2, 8), (on) => ({ kind: 'accepted', on }))
  if (random.next() < 0.06)
    steps.add(random.between(2, 9), (on) => ({ kind: 'found-complex', on, criteria: ['several-places'] }))
  if (random.next() < 0.35) steps.add(random.between(4, 12), (on) => ({ kind: 'dialogue-held', on }))
  decide(steps, random)
}

const settledAgain: Fate = (steps, random) => {
  steps.add(random.between(0, 2), (on) => ({ kind: 'second-round', on, firstPetitionId: null }))
  steps.add(random.between(2, 7), (on) => ({ kind: 'accepted', on }))
  steps.add(random.between(5, 15), (on) => ({ kind: 'dialogue-held', on }))
  decide(steps, random)
}

const concluded: Fate = (steps, random) => {
  if (random.next() < 0.1) steps.add(random.between(2, 5), (on) => ({ kind: 'extended', on }))
  steps.add(random.between(2, 5), (on) => ({ kind: 'accepted', on }))
  if (random.next() < 0.2) {
    const criteria = ['several-places', 'many-people'] as const
    steps.add(random.between(3, 10), (on) => ({ kind: 'found-complex', on, criteria }))
    steps.add(random.between(1, 8), (on) => ({ kind: 'extended', on }))
  }
  if (random.next() < 0.15) {
    steps.add(random.between(2, 6), (on) => ({ kind: 'suspended', on, ground: 'other-result' }))
    steps.add(random.between(8, 30), (on) => ({ kind: 'resumed', on }))
  }
  decide(steps, random)
}

/** A decision or conclusion, and what follows from it. */
function decide(steps: Steps, random: Chance): void {
  const outcome = random.pick(['unfounded', 'unfounded', 'partly', 'founded'] as const)
  steps.add(wait(random, 4, 45), (on) => ({ kind: 'decided', on, outcome, manner: 'decision' }))
  if (random.next() < 0.03) return
  steps.add(random.between(0, 6), (on) => ({ kind: 'sent', on }))
  steps.add(random.between(0, 6), (on) => ({ kind: 'published', on }))
  if (random.next() < 0.2) steps.add(random.between(5, 40), (on) => ({ kind: 'executed', on }))
  if (random.next() < 0.06) steps.add(random.between(1, 20), (on) => ({ kind: 'appealed', on, to: 'higher' }))
  if (random.next() < 0.6) steps.add(random.between(1, 15), (on) => ({ kind: 'closed', on }))
}

const answered: Fate = (steps, random) => {
  if (random.next() < 0.25) steps.add(random.between(1, 4), (on) => ({ kind: 'accepted', on }))
  answer(steps, random)
  if (random.next() < 0.02) {
    steps.add(random.between(8, 30), (on) => ({ kind: 'reopened', on, ground: 'new-facts' }))
    answer(steps, random)
  }
  if (random.next() < 0.5) steps.add(random.between(1, 8), (on) => ({ kind: 'closed', on }))
}

function answer(steps: Steps, random: Chance): void {
  steps.add(wait(random, 1, 26), (on) => ({ kind: 'answered', on }))
}

const passedUp: Fate = (steps, random) => {
  steps.add(random.between(1, 5), (on) => ({ kind: 'transferred', on, toUnitId: ABOVE, goesUp: true }))
  steps.add(random.between(0, 2), (on) => ({ kind: 'assigned', on, personId: HANDLER_ABOVE }))
}

const passedUpAndAnswered: Fate = (steps, random) => {
  passedUp(steps, random)
  answered(steps, random)
}

const passedUpAndSettled: Fate = (steps, random) => {
  passedUp(steps, random)
  settled(steps, random)
}

const passedOut: Fate = (steps, random) => {
  steps.add(random.between(1, 6), (on) => ({ kind: 'transferred', on, toUnitId: null }))
  if (random.next() < 0.3) {
    steps.add(random.between(15, 40), (on) => ({ kind: 'urged', on }))
    steps.add(random.between(3, 20), (on) => ({ kind: 'replied', on }))
  }
}

const filed: Fate = (steps, random) => {
  steps.add(random.between(1, 5), (on) => ({ kind: 'examined', on, gaps: ['signature'] }))
  steps.add(random.between(0, 3), (on) => ({ kind: 'filed', on }))
}

const withdrawn: Fate = (steps, random) =>
  steps.add(random.between(1, 8), (on) => ({ kind: 'withdrawn', on, extent: 'whole' }))

const stopped: Fate = (steps, random) => {
  steps.add(random.between(2, 6), (on) => ({ kind: 'accepted', on }))
  steps.add(random.between(3, 15), (on) => ({ kind: 'stopped', on, ground: 'withdrawn' }))
}

const refused: Fate = (steps, random) => steps.add(random.between(2, 7), (on) => ({ kind: 'refused', on }))
const guided: Fate = (steps, random) => steps.add(random.between(1, 7), (on) => ({ kind: 'guided', on }))

const OF_PROPOSALS: readonly (readonly [Fate, number])[] = [
  [answered, 80],
  [passedOut, 8],
  [passedUpAndAnswered, 4],
  [filed, 5],
  [withdrawn, 3],
]

const FATES: Readonly<Record<PetitionKind, readonly (readonly [Fate, number])[]>> = {
  proposal: OF_PROPOSALS,
  feedback: OF_PROPOSALS,
  complaint: [
    [settled, 55],
    [settledAgain, 7],
    [passedUpAndSettled, 3],
    [guided, 10],
    [refused, 8],
    [filed, 6],
    [passedOut, 4],
    [stopped, 4],
    [withdrawn, 3],
  ],
  denunciation: [
    [concluded, 45],
    [passedOut, 20],
    [refused, 15],
    [filed, 15],
    [stopped, 5],
  ],
}

/** Most waits are short and few are long: the long ones are the late answers. */
const wait = (random: Chance, least: number, most: number) => least + Math.floor((most - least) * random.next() ** 1.8)

function weighted<Item>(items: readonly (readonly [Item, number])[], random: Chance): Item {
  let left = random.next() * items.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [item, weight] of items) {
    left -= weight
    if (left < 0) return item
  }
  const [last] = items.at(-1) ?? []
  if (last === undefined) throw new Error('Nothing to pick from.')
  return last
}
