import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { PetitionEvent } from './petition-event.ts'
import type { Manner, Outcome } from './petition-grounds.ts'
import type { PetitionKind } from './petition-kind.ts'
import { followed, isByProcedure, isOpen, isSuspended, type Standing, standingFrom } from './petition-standing.ts'
import { type Recommended, recommendedItems } from './recommended.ts'
import type { RunningLimit, Timeliness } from './running-limit.ts'
import { standingAsOf } from './standing-as-of.ts'

/** The columns of the forms in which petitions are counted by who signed: one, several, or nobody who gave a name. */
export type Senders = 'one' | 'several' | 'other'

/** What the unit made of the petition by the end of the period. */
export type Processing = 'pending' | 'ineligible' | 'within' | 'guided' | 'transferred' | 'urged'

/** All that the forms of the Inspectorate ask of one petition in one unit and period. */
export type CountedPetition = {
  /** Open at the end of the day before the period, or come to the unit within it. */
  basis: 'carried' | 'received'
  kind: PetitionKind
  senders: Senders
  processing: Processing
  /** How far it is settled; `unresolved` while nobody has taken it up to be settled. */
  settlement: 'once' | 'several' | 'resolving' | 'unresolved'
  /** A second complaint or further denunciation, or one settled anew. */
  isFurther: boolean
  /** False when it was joined to the case of an earlier petition: a petition (đơn), but no case (vụ việc) of its own. */
  isCase: boolean
  /** How the case ended for the unit, when it was within its competence. */
  ending: 'settled' | 'withdrawn' | 'stopped' | null
  outcome: Outcome | null
  manner: Manner | null
  /** What its decision recommended. */
  recommended: Recommended | null
  timeliness: Timeliness | null
  /** Transferred outside, and the body there has said what became of it. */
  isReplied: boolean
  /** Transferred to another unit of this system, which counts it too. */
  isPassedOn: boolean
}

/** A petition's time with one unit: from its receipt, transfer or reopening to its end there. */
export type Passage = {
  readonly unitId: string
  readonly begunOn: CalendarDate
  /** The first day on which the unit owed nothing any more; null while it does. */
  readonly endedOn: CalendarDate | null
  readonly counted: CountedPetition
}

export type CountingContext = {
  from: CalendarDate
  to: CalendarDate
  senders: Senders
  /** The last day of a limit by the calendar; null when it is not known. */
  lastDayOf: (limit: RunningLimit) => CalendarDate | null
}

/**
 * The passages of a petition that the forms of a period count, as they stood at the end of its last day. What a unit passed on within
 * this system is counted by both: by the first as transferred, by the second as received on that day; so nothing is lost between two
 * periods of one unit.
 */
export function passagesIn(log: readonly PetitionEvent[], context: CountingContext): Passage[] {
  const { from, to } = context
  const whole = standingAsOf(log, to)
  if (whole === null || whole.kind === null) return []
  const begins = beginnings(log, to)
  return begins
    .map(({ index, event }, order): Passage => {
      const next = begins[order + 1]
      const life = log.slice(0, next?.index)
      const standing = standingAsOf([...life.slice(0, index + 1), ...untilItsEnd(life, index)], to) ?? whole
      const left = next?.event.kind === 'transferred' ? next.event.on : null
      const endedOn = left ?? firstOf(standing.answeredOn, standing.ended?.on ?? null)
      const begunOn = index === 0 ? whole.receivedOn : event.on
      const counted = countedAt(standing, { ...context, basis: begunOn < from ? 'carried' : 'received', left })
      return { unitId: unitOf(event, standing), begunOn, endedOn, counted }
    })
    .filter(({ begunOn, endedOn }) => begunOn <= to && (endedOn === null || endedOn >= from))
}

/**
 * What happened to it after the given place in its log, without kinds found after its end: what was answered as a proposal was not
 * settled as a denunciation, though whoever sent it is protected as a denouncer since.
 */
function untilItsEnd(log: readonly PetitionEvent[], index: number): PetitionEvent[] {
  let standing = standingFrom(log.slice(0, index + 1))
  return log.slice(index + 1).filter((event) => {
    const isLateKind = event.kind === 'classified' && !isOpen(standing)
    standing = followed(standing, event)
    return !isLateKind
  })
}

/** The events with which a unit's time with the petition begins, by the end of the day. */
function beginnings(log: readonly PetitionEvent[], day: CalendarDate): { index: number; event: PetitionEvent }[] {
  return log
    .map((event, index) => ({ event, index }))
    .filter(
      ({ event, index }) =>
        index === 0 ||
        (event.on <= day && (event.kind === 'reopened' || (event.kind === 'transferred' && event.toUnitId !== null))),
    )
}

function unitOf(event: PetitionEvent, standing: Standing): string {
  if (event.kind === 'received') return event.unitId
  return event.kind === 'transferred' && event.toUnitId !== null ? event.toUnitId : standing.handlingUnitId
}

const firstOf = (one: CalendarDate | null, other: CalendarDate | null) =>
  one === null || (other !== null && other < one) ? other : one

type Counting = CountingContext & { basis: CountedPetition['basis']; left: CalendarDate | null }

function countedAt(standing: Standing, counting: Counting): CountedPetition {
  const { kind } = standing
  if (kind === null) throw new Error('A petition is counted once it is classified.')
  const { mergedIntoId, round, reopenedOn, decision, ended, repliedOn } = standing
  const processing = processingOf(standing, counting.left)
  // Not before somebody has looked at it: until then it may yet turn out to be one.
  const isFurther = processing !== 'pending' && (round === 2 || reopenedOn !== null)
  const ending = processing === 'within' ? endingOf(standing) : null
  return {
    basis: counting.basis,
    kind,
    senders: counting.senders,
    processing,
    settlement:
      processing === 'within' ? (ending === null ? 'resolving' : isFurther ? 'several' : 'once') : 'unresolved',
    isFurther,
    isCase: mergedIntoId === null,
    ending,
    outcome: ending === null ? null : (decision?.outcome ?? null),
    manner: ending === null ? null : (decision?.manner ?? null),
    recommended: ending === null ? null : (decision?.recommended ?? null),
    timeliness: ending === null || !isByProcedure(kind) ? null : timelinessOf(standing, counting),
    isReplied: ended?.how === 'transferred' && repliedOn !== null,
    isPassedOn: counting.left !== null,
  }
}

function processingOf(standing: Standing, left: CalendarDate | null): Processing {
  const { acceptedOn, answeredOn, ended, mergedIntoId, gaps, urgedOn } = standing
  const isProcessed = [acceptedOn, answeredOn, ended, mergedIntoId, left].some((each) => each !== null)
  if (!isProcessed) return 'pending'
  if ((gaps !== null && gaps.length > 0) || ended?.how === 'filed' || ended?.how === 'refused') return 'ineligible'
  if (left !== null) return 'transferred'
  if (ended?.how === 'guided' || ended?.how === 'returned') return 'guided'
  if (ended?.how !== 'transferred') return 'within'
  return urgedOn !== null && urgedOn >= ended.on ? 'urged' : 'transferred'
}

function endingOf({ answeredOn, ended }: Standing): CountedPetition['ending'] {
  if (answeredOn !== null) return 'settled'
  if (ended === null) return null
  return ended.how === 'stopped' && ended.ground !== 'withdrawn' ? 'stopped' : 'withdrawn'
}

/** While a clock stands still nothing is late, though its last day is not known. */
function timelinessOf(standing: Standing, { lastDayOf }: Counting): Timeliness {
  const endedOn = firstOf(standing.answeredOn, standing.ended?.on ?? null)
  if (isSuspended(standing)) return 'on-time'
  const due = standing.limit === null ? null : lastDayOf(standing.limit)
  if (due === null || endedOn === null) return 'unknown'
  return endedOn <= due ? 'on-time' : 'late'
}

/** The key under which equal petitions are counted together. */
export function keyOf(counted: CountedPetition): string {
  return JSON.stringify([
    counted.basis,
    counted.kind,
    counted.senders,
    counted.processing,
    counted.settlement,
    counted.isFurther,
    counted.isCase,
    counted.ending,
    counted.outcome,
    counted.manner,
    recommendedItems.map((item) => counted.recommended?.[item] ?? 0),
    counted.timeliness,
    counted.isReplied,
    counted.isPassedOn,
  ])
}

/** By who signed, as the row of the petition keeps it. The name of a denouncer is never there, so that whether one was given is not known here. */
export function sendersOf(petition: { kind: PetitionKind; signatoryCount: number; senderName: string }): Senders {
  if (petition.signatoryCount > 1) return 'several'
  return petition.kind !== 'denunciation' && petition.senderName === '' ? 'other' : 'one'
}
