import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { nationalCalendar } from '../../calendar/index.ts'
import { petitionDeadline } from '../actions/petition-deadline.ts'
import { derivedColumns } from '../actions/write-petition.ts'
import { columnsOf, eventIn } from '../queries/petition-log.ts'
import { afterEvent, possibleSteps, STEPS, type Step } from './legal-steps.ts'
import { limitsOf } from './limits-of-petition.ts'
import type { EventKind, PetitionEvent } from './petition-event.ts'
import {
  APPEALS,
  COMPLEXITY_CRITERIA,
  codesOf,
  ELIGIBILITY_GAPS,
  MANNERS,
  OUTCOMES,
  REOPENING_GROUNDS,
  STOP_GROUNDS,
  SUSPENSION_GROUNDS,
  WITHDRAWAL_EXTENTS,
} from './petition-grounds.ts'
import {
  isByProcedure,
  isOpen,
  isSuspended,
  STATE_TITLES,
  type Standing,
  standingFrom,
  stateOf,
} from './petition-standing.ts'
import { standingAsOf } from './standing-as-of.ts'

const FIRST_DAY = '2026-06-01'
const TODAY = addDays(FIRST_DAY, 200)
const SEQUENCES = 20_000
// Refusals come by the hundred thousand, and nobody reads where they were thrown.
Error.stackTraceLimit = 2

/** An event as a person might enter it: any step, some days after the one before (`later`), with anything in its fields. */
type Attempt = { kind: EventKind; later: number; pick: number; flag: boolean }

const attempt: fc.Arbitrary<Attempt> = fc.record({
  kind: fc.constantFrom<EventKind>(
    ...STEPS,
    'received',
    'registered',
    'corrected',
    'separated',
    'decided',
    'accepted',
    'answered',
  ),
  later: fc.integer({ min: -2, max: 6 }),
  pick: fc.nat(1000),
  flag: fc.boolean(),
})

/** A sequence: what the sender brought, and for each step an attempt at anything or (`guided`) at something that is possible then. */
const anySequence = fc.record({
  kind: fc.constantFrom('complaint' as const, 'denunciation' as const, 'proposal' as const, 'feedback' as const),
  channel: fc.constantFrom('counter' as const, 'forwarded' as const),
  beginsOrdinarily: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
  attempts: fc.array(fc.record({ guided: fc.boolean(), attempt }), { minLength: 3, maxLength: 22 }),
})

type Sequence = typeof anySequence extends fc.Arbitrary<infer Value> ? Value : never

const one = <Code extends string>(titles: Readonly<Record<Code, string>>, pick: number): Code => {
  const codes = codesOf(titles)
  return codes[pick % codes.length] as Code
}

/** The event that an attempt stands for; most of what can be wrong with one is wrong in some. */
function eventOf({ kind, pick, flag }: Attempt, on: string): PetitionEvent {
  switch (kind) {
    case 'received':
      return { kind, on, unitId: '1', channel: 'post' }
    case 'registered':
      return { kind, on, number: pick }
    case 'classified':
      return { kind, on, petitionKind: one({ complaint: '', denunciation: '', proposal: '', feedback: '' }, pick) }
    case 'corrected':
      return { kind, on, channel: flag ? 'post' : 'forwarded' }
    case 'assigned':
      return { kind, on, personId: String(pick % 3) }
    case 'transferred':
      return { kind, on, toUnitId: pick % 5 === 0 ? null : String(1 + (pick % 4)), ...(flag ? { goesUp: true } : {}) }
    case 'split':
      return { kind, on, partPetitionId: String(100 + pick) }
    case 'separated':
      return { kind, on, fromPetitionId: String(100 + pick) }
    case 'merged':
      return { kind, on, intoPetitionId: String(100 + pick) }
    case 'second-round':
      return { kind, on, firstPetitionId: flag ? null : String(100 + pick) }
    case 'examined':
      return { kind, on, gaps: flag ? [] : [one(ELIGIBILITY_GAPS, pick)] }
    case 'accepted':
      return { kind, on, ...(flag ? { remote: true } : {}) }
    case 'found-complex':
      return { kind, on, criteria: codesOf(COMPLEXITY_CRITERIA).slice(0, pick % 4) }
    case 'suspended':
      return { kind, on, ground: one(SUSPENSION_GROUNDS, pick) }
    case 'stopped':
      return { kind, on, ground: one(STOP_GROUNDS, pick) }
    case 'dialogue-held':
      return { kind, on, ...(flag ? { absent: true } : {}) }
    case 'decided':
      return {
        ...{ kind, on, outcome: one(OUTCOMES, pick), manner: one(MANNERS, pick) },
        ...(flag ? { recommended: { 'persons-sanctioned': pick % 3, 'officials-sanctioned': pick % 2 } } : {}),
      }
    case 'withdrawn':
      return { kind, on, extent: one(WITHDRAWAL_EXTENTS, pick) }
    case 'reopened':
      return { kind, on, ground: one(REOPENING_GROUNDS, pick) }
    case 'appealed':
      return { kind, on, to: one(APPEALS, pick) }
    default:
      return { kind, on }
  }
}

type Moment = { event: PetitionEvent; before: Standing | null; after: Standing }

/** What of the sequence is allowed, in order, with where the petition stands after each; each refusal is one in Vietnamese. */
function lived({ kind, channel, beginsOrdinarily, attempts }: Sequence): Moment[] {
  const life: Moment[] = []
  const tryIt = (event: PetitionEvent) => {
    const before = life.at(-1)?.after ?? null
    try {
      life.push({ event, before, after: afterEvent(before, event, TODAY) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      must(/[à-ỹ].*[.]$/.test(error.messageForPerson), 'a refusal without words', error.messageForPerson)
    }
  }
  if (beginsOrdinarily) {
    tryIt({ kind: 'received', on: FIRST_DAY, unitId: '1', channel })
    tryIt({ kind: 'registered', on: addDays(FIRST_DAY, 3), number: 1 })
    tryIt({ kind: 'classified', on: addDays(FIRST_DAY, 3), petitionKind: kind })
  }
  for (const { guided, attempt: given } of attempts) {
    const before = life.at(-1)?.after
    const steps = guided && before ? possibleSteps(before) : []
    // Ends are many: a sequence that took each possible step alike would rarely get past the first few.
    const onwards = steps.filter((step) => !ENDS.has(step) || given.pick % 7 === 0)
    const step: EventKind = onwards[given.pick % Math.max(onwards.length, 1)] ?? given.kind
    const on = addDays(before?.latestOn ?? FIRST_DAY, step === 'corrected' ? given.later - 3 : given.later)
    tryIt(eventOf({ ...given, kind: step }, on))
  }
  return life
}

const ENDS: ReadonlySet<Step> = new Set([
  'refused',
  'guided',
  'returned',
  'filed',
  'withdrawn',
  'stopped',
  'merged',
  'classified',
])

/** Half a million standings are looked at: what is compared in full goes through `expect`, the rest through this. */
function must(holds: boolean, what: string, shown: unknown): void {
  if (!holds) throw new Error(`${what}: ${JSON.stringify(shown)}`)
}

/** What must hold of every standing, however it was reached. */
function mustBeLegal(standing: Standing): void {
  const { kind, receivedOn, acceptedOn, answeredOn, decision, ended, suspensions } = standing
  must(kind === null || standing.registeredOn !== null, 'classified without being registered', standing)
  must(standing.registeredOn === null || receivedOn <= standing.registeredOn, 'registered before receipt', standing)
  for (const on of [acceptedOn, answeredOn, ended?.on, standing.sentOn, standing.publishedOn, standing.latestOn])
    must(!on || (receivedOn <= on && on <= TODAY), 'a day before receipt or in the future', standing)
  const followed = [standing.sentOn, standing.publishedOn, standing.executedOn]
  if (decision === null)
    must(
      followed.every((on) => on === null),
      'sent without a decision',
      standing,
    )
  else must(acceptedOn !== null && answeredOn !== null, 'decided without being accepted', standing)
  if (ended?.how === 'closed') must(answeredOn !== null, 'closed without an answer', standing)
  else if (ended) must(answeredOn === null, 'ended twice', standing)
  must((standing.limit === null) === (kind === null), 'a limit without a kind, or none with one', standing)
  // One suspension at a time, one after the other, within the time of settling, and none open once it was settled.
  for (const [index, { from, to }] of suspensions.entries()) {
    const next = suspensions[index + 1]
    must(acceptedOn !== null && acceptedOn <= from, 'suspended before it was accepted', standing)
    must(to === null ? next === undefined : from <= to && (!next || to <= next.from), 'suspensions overlap', standing)
  }
  const recommended = decision?.recommended ?? {}
  must(
    (recommended['officials-sanctioned'] ?? 0) <= (recommended['persons-sanctioned'] ?? 0),
    'more officials than people sanctioned',
    standing,
  )
  must(answeredOn === null || !isSuspended(standing), 'answered while suspended', standing)
  // Extensions are what the law gives for so many criteria, and only of denunciations.
  must(standing.extensions <= Math.min(standing.complexity.length, 2), 'extended too often', standing)
  if (!isOpen(standing)) return
  must(kind !== 'complaint' || standing.extensions === 0, 'a complaint extended', standing)
  must(standing.round === 1 || isByProcedure(kind), 'a second round of a proposal', standing)
  must(standing.mergedIntoId === null || acceptedOn === null, 'accepted as part of another case', standing)
}

const BEFORE_ACCEPTANCE: ReadonlySet<EventKind> = new Set([
  'transferred',
  'returned',
  'guided',
  'filed',
  'refused',
  'merged',
  'split',
])
const AFTER_AN_END: ReadonlySet<Step> = new Set([
  'classified',
  'sent',
  'published',
  'executed',
  'appealed',
  'reopened',
  'urged',
  'replied',
])

/** What the law demands of the moment at which a thing happened. */
function mustBeLegalStep({ event, before, after }: Moment): void {
  const shown = { event, before }
  const procedural = isByProcedure(before?.kind ?? null)
  if (BEFORE_ACCEPTANCE.has(event.kind)) must(before?.acceptedOn === null, 'passed on after acceptance', shown)
  if (after.ended)
    must(
      possibleSteps(after).every((step) => AFTER_AN_END.has(step)),
      'goes on after the end',
      after,
    )
  switch (event.kind) {
    case 'decided':
      must(procedural && before?.acceptedOn !== null, 'decided without acceptance', shown)
      must(before?.kind !== 'complaint' || before.round === 1 || before.dialogueOn !== null, 'no dialogue', shown)
      break
    case 'answered':
      must(!procedural || before?.mergedIntoId !== null, 'answered in place of a decision', shown)
      break
    case 'accepted':
      must(!before?.gaps?.length, 'accepted without being eligible', shown)
      break
    case 'suspended':
      must(before?.kind !== 'complaint' || event.on >= '2026-07-01', 'suspended before the law knew it', shown)
      break
    case 'transferred':
      must(event.toUnitId === null || (before?.hops ?? 0) % 3 !== 2 || event.goesUp === true, 'not sent up', shown)
      must(JSON.stringify(after.limit) === JSON.stringify(before?.limit), 'the clock moved with the transfer', shown)
      break
    case 'reopened':
      must(before?.kind !== 'complaint' || before.decision === null, 'a settled complaint settled anew', shown)
      must(isOpen(after), 'taken up again and still closed', shown)
      break
    case 'closed':
      must(before?.decision === null || before?.sentOn !== null, 'closed without sending the decision', shown)
      break
    default:
  }
}

/** Whatever is shown of a limit must be countable: no sequence leads to a clock that the calendar refuses. */
const countable = new Map<string, boolean>()
function mustBeCountable({ limit }: Standing): void {
  const key = JSON.stringify(limit)
  if (!countable.has(key)) countable.set(key, petitionDeadline(limit, nationalCalendar).known)
  const runs = limit !== null && limit.suspensions?.at(-1)?.to !== null
  must(countable.get(key) === runs, 'a limit that cannot be counted', limit)
}

describe('any sequence of events', () => {
  test('reaches only states that agree with themselves and the law, every one of them, and leaves a log that tells the same again', () => {
    const reached = new Set<string>()
    const taken = new Set<string>()
    fc.assert(
      fc.property(anySequence, (sequence) => {
        const life = lived(sequence)
        for (const moment of life) {
          reached.add(stateOf(moment.after))
          taken.add(moment.event.kind)
          mustBeLegal(moment.after)
          mustBeLegalStep(moment)
          mustBeCountable(moment.after)
        }
        const last = life.at(-1)?.after
        if (last)
          expectSameAgain(
            life.map(({ event }) => event),
            last,
          )
      }),
      { numRuns: SEQUENCES },
    )
    // The property would say nothing if the sequences never got anywhere.
    expect([...reached].sort()).toEqual(Object.keys(STATE_TITLES).sort())
    expect([...taken]).toEqual(expect.arrayContaining([...STEPS]))
  })
})

/** Out of JSON, out of the rows of the database, and read without the machine: the same standing, the same row, the same limit. */
function expectSameAgain(log: readonly PetitionEvent[], last: Standing): void {
  const kept: PetitionEvent[] = JSON.parse(JSON.stringify(log))
  const replayed = standingFrom(kept)
  expect(replayed).toEqual(last)
  const stored = log.map((event) => eventIn({ ...EMPTY_ROW, ...JSON.parse(JSON.stringify(columnsOf(event))) }))
  expect(stored).toEqual(log)
  expect(last).toMatchObject(readNaively(log))
  const owed = limitsOf(log).filter(({ doneOn }) => doneOn === null)
  if (isOpen(last) && last.limit) expect(owed).toEqual([{ limit: last.limit, doneOn: null }])
  // Counting days is slow, and a row follows from a standing and its limit: once for each state and limit.
  const row = `${stateOf(last)} ${JSON.stringify(last.limit)}`
  if (last.kind === null || rowsSeen.has(row)) return
  rowsSeen.add(row)
  expect(derivedColumns(replayed, nationalCalendar)).toEqual(derivedColumns(last, nationalCalendar))
}

const rowsSeen = new Set<string>()

const EMPTY_ROW = {
  kind_code: null,
  channel_code: null,
  unit_id: null,
  person_id: null,
  number: null,
  related_petition_id: null,
  details: {},
}

/** The same from the log by looking for the last word on each thing: slower, and written without the rules. */
function readNaively(log: readonly PetitionEvent[]) {
  const last = <Kind extends PetitionEvent['kind']>(kind: Kind, from = 0) =>
    log.slice(from).findLast((event): event is Extract<PetitionEvent, { kind: Kind }> => event.kind === kind)
  const transferredAt = log.findLastIndex((event) => event.kind === 'transferred' && event.toUnitId !== null)
  const transferred = log[transferredAt]
  const first = last('received')
  const reopenedAt = log.findLastIndex((event) => event.kind === 'reopened') + 1
  const since = log.slice(reopenedAt)
  const settlingFrom = log.findLastIndex((event) => ['accepted', 'reopened', 'classified'].includes(event.kind)) + 1
  const ended = since.find(
    (event) =>
      ['refused', 'guided', 'returned', 'filed', 'stopped', 'closed'].includes(event.kind) ||
      (event.kind === 'withdrawn' && event.extent === 'whole') ||
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
    hops: log.filter((event) => event.kind === 'transferred' && event.toUnitId !== null).length,
    ...(log[settlingFrom - 1]?.kind === 'accepted'
      ? { extensions: log.slice(settlingFrom).filter((event) => event.kind === 'extended').length }
      : {}),
    answeredOn: since.find((event) => event.kind === 'answered' || event.kind === 'decided')?.on ?? null,
    sentOn: last('sent', reopenedAt)?.on ?? null,
    ended: ended ? { how: ended.kind, on: ended.on } : null,
  }
}

describe('petitions at the end of a day', () => {
  const severalLogs = fc.array(
    anySequence.map((sequence) => lived({ ...sequence, beginsOrdinarily: true }).map(({ event }) => event)),
    { minLength: 1, maxLength: 8 },
  )
  const someDays = fc.array(fc.integer({ min: -5, max: 205 }), { minLength: 2, maxLength: 6 })

  test('stand legally on each day, and on the last as the whole log says', () => {
    fc.assert(
      fc.property(severalLogs, someDays, (logs, offsets) => {
        for (const log of logs) {
          expect(standingAsOf(log, TODAY)).toEqual(standingFrom(log))
          for (const offset of offsets) {
            const standing = standingAsOf(log, addDays(FIRST_DAY, offset))
            if (standing) mustBeLegal(standing)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  test('are carried over from one period to the next without a gap: what was open, came in or was taken up again, less what ended', () => {
    fc.assert(
      fc.property(severalLogs, someDays, (logs, offsets) => {
        const cuts = [...new Set(offsets)]
          .sort((first, second) => first - second)
          .map((offset) => addDays(FIRST_DAY, offset))
        const openAt = (day: string) =>
          logs.filter((log) => {
            const standing = standingAsOf(log, day)
            return standing !== null && isOpen(standing)
          }).length
        for (const [index, to] of cuts.entries()) {
          const from = cuts[index - 1]
          if (from === undefined) continue
          // Told day by day from the standings alone, so that each movement is seen by itself.
          let carried = openAt(from)
          for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
            for (const log of logs) {
              const before = standingAsOf(log, addDays(day, -1))
              const after = standingAsOf(log, day)
              const wasOpen = before !== null && isOpen(before)
              if (before !== null) expect(after).not.toBeNull()
              if (before === null && after !== null) expect(after.receivedOn).toBe(day)
              const isOpenNow = after !== null && isOpen(after)
              if (before !== null && !wasOpen && isOpenNow) expect(after.reopenedOn).toBe(day)
              carried += Number(isOpenNow) - Number(wasOpen)
            }
          }
          expect(carried).toBe(openAt(to))
        }
      }),
      { numRuns: 60 },
    )
  })
})
