import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { afterEvent, possibleSteps } from './legal-steps.ts'
import type { PetitionEvent } from './petition-event.ts'
import { type Standing, standingFrom, stateOf } from './petition-standing.ts'

const TODAY = '2026-12-31'
const day = fc.integer({ min: 1, max: 31 }).map((number) => `2026-12-${String(number).padStart(2, '0')}`)
const unitId = fc.constantFrom('1', '2', '3')
const channel = fc.constantFrom('counter' as const, 'post' as const, 'forwarded' as const)
const petitionKind = fc.constantFrom(
  'complaint' as const,
  'denunciation' as const,
  'proposal' as const,
  'feedback' as const,
)

const anyEvent: fc.Arbitrary<PetitionEvent> = fc.oneof(
  fc.record({ kind: fc.constant('received' as const), on: day, unitId, channel }),
  fc.record({ kind: fc.constant('registered' as const), on: day, number: fc.nat(100) }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('classified' as const), on: day, petitionKind }) },
  fc.record({ kind: fc.constant('corrected' as const), on: day, channel }),
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('assigned' as const), on: day, personId: fc.constantFrom('7', '8') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('transferred' as const),
      on: day,
      toUnitId: fc.option(unitId, { freq: 3 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'accepted',
        'refused',
        'guided',
        'returned',
        'filed',
        'answered',
        'answered',
        'withdrawn',
        'closed',
      ),
      on: day,
    }),
  },
)

/** Most sequences begin as every petition does, so that they get far; some begin with anything. */
const anySequence = fc
  .tuple(fc.boolean(), day, petitionKind, channel, fc.array(anyEvent, { maxLength: 25 }))
  .map(([ordinary, on, kind, by, rest]): PetitionEvent[] =>
    ordinary
      ? [
          { kind: 'received', on, unitId: '1', channel: by },
          { kind: 'registered', on, number: 1 },
          { kind: 'classified', on, petitionKind: kind },
          ...rest,
        ]
      : rest,
  )

/** What of the sequence is allowed, in order, with where the petition stands after each. */
function lived(
  sequence: readonly PetitionEvent[],
): { event: PetitionEvent; before: Standing | null; after: Standing }[] {
  const life: { event: PetitionEvent; before: Standing | null; after: Standing }[] = []
  for (const event of sequence) {
    const before = life.at(-1)?.after ?? null
    try {
      life.push({ event, before, after: afterEvent(before, event, TODAY) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return life
}

const RUNS = { numRuns: 5000 }

describe('any sequence of events', () => {
  test('reaches only states that agree with themselves', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(anySequence, (sequence) => {
        for (const { after } of lived(sequence)) {
          reached.add(stateOf(after))
          if (after.kind !== null) expect(after.registeredOn).not.toBeNull()
          if (after.registeredOn !== null) expect(after.receivedOn <= after.registeredOn).toBe(true)
          for (const on of [after.acceptedOn, after.answeredOn, after.ended?.on ?? null]) {
            if (on !== null) expect(after.receivedOn <= on && on <= TODAY).toBe(true)
          }
          if (after.ended?.how === 'closed') expect(after.answeredOn).not.toBeNull()
          else if (after.ended) expect(after.answeredOn).toBeNull()
          if (after.ended) expect(possibleSteps(after)).toEqual(['classified'])
          expect(after.limit === null).toBe(after.kind === null)
        }
      }),
      RUNS,
    )
    // The property would say nothing if the sequences never got anywhere.
    expect([...reached].sort()).toEqual(
      [
        'received',
        'registered',
        'classified',
        'assigned',
        'accepted',
        'answered',
        'refused',
        'guided',
        'transferred',
        'returned',
        'filed',
        'withdrawn',
        'closed',
      ].sort(),
    )
  })

  test('decides no complaint or denunciation that was not accepted, and passes on nothing that was', () => {
    fc.assert(
      fc.property(anySequence, (sequence) => {
        for (const { event, before } of lived(sequence)) {
          if (event.kind === 'answered' && (before?.kind === 'complaint' || before?.kind === 'denunciation')) {
            expect(before.acceptedOn).not.toBeNull()
          }
          if (['transferred', 'returned', 'guided', 'filed', 'refused'].includes(event.kind))
            expect(before?.acceptedOn).toBeNull()
        }
      }),
      RUNS,
    )
  })

  test('leaves a log from which the same standing follows, read without the machine', () => {
    fc.assert(
      fc.property(anySequence, (sequence) => {
        const life = lived(sequence)
        const last = life.at(-1)?.after
        if (!last) return
        const log = life.map(({ event }) => event)
        expect(standingFrom(log)).toEqual(last)
        expect(last).toMatchObject(readNaively(log))
      }),
      RUNS,
    )
  })
})

/** The same from the log by looking for the last word on each thing: slower, and written without the rules. */
function readNaively(log: readonly PetitionEvent[]) {
  const last = <Kind extends PetitionEvent['kind']>(kind: Kind, from = 0) =>
    log.slice(from).findLast((event): event is Extract<PetitionEvent, { kind: Kind }> => event.kind === kind)
  const transferredAt = log.findLastIndex((event) => event.kind === 'transferred' && event.toUnitId !== null)
  const transferred = log[transferredAt]
  const first = last('received')
  const ended = log.find(
    (event) =>
      ['refused', 'guided', 'returned', 'filed', 'withdrawn', 'closed'].includes(event.kind) ||
      (event.kind === 'transferred' && event.toUnitId === null),
  )
  return {
    unitId: first?.unitId,
    receivedOn: last('corrected')?.on ?? first?.on,
    channel: last('corrected')?.channel ?? first?.channel,
    registeredOn: last('registered')?.on ?? null,
    number: last('registered')?.number ?? null,
    kind: last('classified')?.petitionKind ?? null,
    handlingUnitId: transferred?.kind === 'transferred' ? transferred.toUnitId : first?.unitId,
    handlerPersonId: last('assigned', transferredAt + 1)?.personId ?? null,
    answeredOn: last('answered')?.on ?? null,
    ended: ended ? { how: ended.kind, on: ended.on } : null,
  }
}
