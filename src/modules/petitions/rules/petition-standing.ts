import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { EventKind, PetitionEvent } from './petition-event.ts'
import type { ComplexityCriterion, EligibilityGap, Manner, Outcome, StopGround } from './petition-grounds.ts'
import type { PetitionChannel, PetitionKind } from './petition-kind.ts'
import type { Recommended } from './recommended.ts'
import { type RunningLimit, runningLimit, type Suspension } from './running-limit.ts'

/** The ways in which a petition ends here. Answered, settled, refused and not competent are four different ends. */
export type PetitionEnd = Extract<
  EventKind,
  'refused' | 'guided' | 'transferred' | 'returned' | 'filed' | 'withdrawn' | 'stopped' | 'closed'
>

/** Where a petition stands, as its log says. */
export type Standing = {
  readonly unitId: string
  readonly channel: PetitionChannel
  readonly receivedOn: CalendarDate
  readonly registeredOn: CalendarDate | null
  readonly number: number | null
  readonly kind: PetitionKind | null
  readonly handlingUnitId: string
  readonly handlerPersonId: string | null
  /** What it was found to lack; null before anybody looked. */
  readonly gaps: readonly EligibilityGap[] | null
  /** 2: a second complaint or a further denunciation. */
  readonly round: 1 | 2
  readonly firstPetitionId: string | null
  readonly separatedFromId: string | null
  /** Petitions made of contents of this one. */
  readonly partIds: readonly string[]
  /** The petition with which it is one case. */
  readonly mergedIntoId: string | null
  /** Transfers from unit to unit within this system. */
  readonly hops: number
  readonly acceptedOn: CalendarDate | null
  readonly remote: boolean
  readonly complexity: readonly ComplexityCriterion[]
  /** The first handling of a denunciation was lengthened because of several places. */
  readonly severalPlaces: boolean
  readonly extensions: 0 | 1 | 2
  readonly suspensions: readonly Suspension[]
  readonly dialogueOn: CalendarDate | null
  /** The day of the answer, or of the decision or conclusion that settled it. */
  readonly answeredOn: CalendarDate | null
  readonly decision: {
    readonly outcome: Outcome
    readonly manner: Manner
    readonly recommended: Recommended | null
  } | null
  readonly sentOn: CalendarDate | null
  readonly publishedOn: CalendarDate | null
  readonly executedOn: CalendarDate | null
  readonly reopenedOn: CalendarDate | null
  readonly urgedOn: CalendarDate | null
  readonly repliedOn: CalendarDate | null
  readonly ended: { readonly how: PetitionEnd; readonly on: CalendarDate; readonly ground?: StopGround } | null
  /** The day of the first step that took effect after receipt, clerical acts aside. */
  readonly firstStepOn: CalendarDate | null
  /** No later step takes effect before this day. */
  readonly latestOn: CalendarDate
  /** The limit that runs; once it was answered or ended, the last that ran. */
  readonly limit: RunningLimit | null
}

export type PetitionState =
  | 'received'
  | 'registered'
  | 'classified'
  | 'assigned'
  | 'accepted'
  | 'suspended'
  | 'merged'
  | 'answered'
  | 'decided'
  | PetitionEnd

export const STATE_TITLES: Readonly<Record<PetitionState, string>> = {
  received: 'Mới tiếp nhận',
  registered: 'Chờ phân loại',
  classified: 'Chờ phân công',
  assigned: 'Đã phân công',
  accepted: 'Đã thụ lý',
  suspended: 'Tạm đình chỉ',
  merged: 'Nhập vụ việc, chờ trả lời',
  answered: 'Đã trả lời',
  decided: 'Đã giải quyết',
  refused: 'Không thụ lý',
  guided: 'Đã hướng dẫn',
  transferred: 'Đã chuyển nơi khác',
  returned: 'Đã trả lại đơn',
  filed: 'Đã xếp lưu',
  withdrawn: 'Người gửi đã rút',
  stopped: 'Đã đình chỉ',
  closed: 'Đã kết thúc',
}

/** The one word for where it stands: the furthest thing that has happened to it. */
export function stateOf(standing: Standing): PetitionState {
  if (standing.ended) return standing.ended.how
  if (standing.answeredOn !== null) return standing.decision === null ? 'answered' : 'decided'
  if (standing.mergedIntoId !== null) return 'merged'
  if (isSuspended(standing)) return 'suspended'
  if (standing.acceptedOn !== null) return 'accepted'
  if (standing.handlerPersonId !== null) return 'assigned'
  if (standing.kind !== null) return 'classified'
  return standing.registeredOn === null ? 'received' : 'registered'
}

/** True while something is still owed to the sender: neither answered nor ended in another way. */
export function isOpen(standing: Standing): boolean {
  return standing.answeredOn === null && standing.ended === null
}

export function isSuspended({ suspensions }: Pick<Standing, 'suspensions'>): boolean {
  return suspensions.at(-1)?.to === null
}

/** Complaints and denunciations: accepted, and settled by a decision or conclusion. The others are answered. */
export function isByProcedure(kind: PetitionKind | null): kind is 'complaint' | 'denunciation' {
  return kind === 'complaint' || kind === 'denunciation'
}

/** Where a petition with this log stands. Each event was allowed when it was written (`afterEvent`); this only follows them. */
export function standingFrom(log: readonly PetitionEvent[]): Standing {
  const standing = log.reduce<Standing | null>(followed, null)
  if (standing === null) throw new Error('A petition without any event.')
  return standing
}

/** The standing that follows when the event has happened, allowed or not. */
export function followed(before: Standing | null, event: PetitionEvent): Standing {
  const after = { ...changed(before, event), ...daysOfSteps(before, event) }
  return isOpen(after) ? { ...after, limit: runningLimit(after) } : after
}

/** Clerical acts are written down on the day on which somebody does so, and bind no later step to that day. */
const CLERICAL: readonly EventKind[] = ['registered', 'corrected', 'assigned', 'urged']

function daysOfSteps(before: Standing | null, event: PetitionEvent): Pick<Standing, 'firstStepOn' | 'latestOn'> {
  if (before === null) return { firstStepOn: null, latestOn: event.on }
  const { firstStepOn, latestOn } = before
  if (event.kind === 'corrected') return { firstStepOn, latestOn: firstStepOn === null ? event.on : latestOn }
  const clerical =
    CLERICAL.includes(event.kind) || (event.kind === 'classified' && (before.kind === null || !isOpen(before)))
  if (clerical) return { firstStepOn, latestOn }
  return { firstStepOn: firstStepOn ?? event.on, latestOn: event.on < latestOn ? latestOn : event.on }
}

function changed(before: Standing | null, event: PetitionEvent): Standing {
  if (event.kind === 'received') return received(event)
  if (before === null) throw new Error(`The log of a petition begins with ${event.kind}.`)
  const { on } = event
  switch (event.kind) {
    case 'registered':
      return { ...before, registeredOn: on, number: event.number }
    case 'classified':
      return classified(before, event.petitionKind)
    case 'corrected':
      return { ...before, receivedOn: on, channel: event.channel }
    case 'examined':
      return { ...before, gaps: event.gaps }
    case 'split':
      return { ...before, partIds: [...before.partIds, event.partPetitionId] }
    case 'separated':
      return { ...before, separatedFromId: event.fromPetitionId }
    case 'merged':
      return { ...before, mergedIntoId: event.intoPetitionId }
    case 'unmerged':
      return { ...before, mergedIntoId: null }
    case 'second-round':
      return { ...before, round: 2, firstPetitionId: event.firstPetitionId }
    case 'assigned':
      return { ...before, handlerPersonId: event.personId }
    case 'transferred':
      return transferred(before, event)
    case 'reopened':
      return reopened(before, on)
    case 'guided-to-split':
    case 'appealed':
      return before
    case 'urged':
      return { ...before, urgedOn: on }
    case 'replied':
      return { ...before, repliedOn: on }
    default:
      return settled(before, event)
  }
}

type ProceduralEvent = Exclude<
  PetitionEvent,
  {
    kind:
      | 'received'
      | 'registered'
      | 'classified'
      | 'corrected'
      | 'examined'
      | 'split'
      | 'separated'
      | 'guided-to-split'
      | 'merged'
      | 'unmerged'
      | 'second-round'
      | 'assigned'
      | 'transferred'
      | 'reopened'
      | 'appealed'
      | 'urged'
      | 'replied'
  }
>

/** The course of settling it, from acceptance to the end. */
function settled(before: Standing, event: ProceduralEvent): Standing {
  const { on } = event
  switch (event.kind) {
    case 'accepted':
      return { ...before, acceptedOn: on, remote: event.remote ?? false }
    case 'found-complex':
      return { ...before, complexity: event.criteria }
    case 'extended':
      if (before.acceptedOn === null) return { ...before, severalPlaces: true }
      return { ...before, extensions: before.extensions === 0 ? 1 : 2 }
    case 'suspended':
      return { ...before, suspensions: [...before.suspensions, { from: on, to: null }] }
    case 'resumed':
      return {
        ...before,
        suspensions: before.suspensions.map((each) => (each.to === null ? { ...each, to: on } : each)),
      }
    case 'dialogue-held':
      return { ...before, dialogueOn: on }
    case 'answered':
      return { ...before, answeredOn: on }
    case 'decided':
      return {
        ...before,
        answeredOn: on,
        decision: { outcome: event.outcome, manner: event.manner, recommended: event.recommended ?? null },
      }
    case 'sent':
      return { ...before, sentOn: on }
    case 'published':
      return { ...before, publishedOn: on }
    case 'executed':
      return { ...before, executedOn: on }
    case 'withdrawn':
      return event.extent === 'part' || event.extent === 'goes-on'
        ? before
        : { ...before, ended: { how: event.kind, on } }
    case 'stopped':
      return { ...before, ended: { how: event.kind, on, ground: event.ground } }
    default:
      return { ...before, ended: { how: event.kind, on } }
  }
}

/** Nothing of the procedure yet. */
const NOT_YET_ACCEPTED = {
  acceptedOn: null,
  remote: false,
  complexity: [],
  severalPlaces: false,
  extensions: 0,
  suspensions: [],
  dialogueOn: null,
} as const

/** Nothing of the answer yet. */
const NOT_YET_ANSWERED = {
  answeredOn: null,
  decision: null,
  sentOn: null,
  publishedOn: null,
  executedOn: null,
  ended: null,
} as const

function received(event: Extract<PetitionEvent, { kind: 'received' }>): Standing {
  return {
    unitId: event.unitId,
    channel: event.channel,
    receivedOn: event.on,
    registeredOn: null,
    number: null,
    kind: null,
    handlingUnitId: event.unitId,
    handlerPersonId: null,
    gaps: null,
    round: 1,
    firstPetitionId: null,
    separatedFromId: null,
    partIds: [],
    mergedIntoId: null,
    hops: 0,
    ...NOT_YET_ACCEPTED,
    ...NOT_YET_ANSWERED,
    reopenedOn: null,
    urgedOn: null,
    repliedOn: null,
    firstStepOn: null,
    latestOn: event.on,
    limit: null,
  }
}

/** Acceptance was acceptance under the law of the old kind; while the matter is open it has to be decided anew. */
function classified(before: Standing, kind: PetitionKind): Standing {
  if (!isOpen(before)) return { ...before, kind }
  const { round, firstPetitionId, mergedIntoId, gaps } = before
  const anew = before.kind === null ? { round, firstPetitionId, mergedIntoId, gaps } : NOT_OF_THE_OLD_KIND
  return { ...before, ...NOT_YET_ACCEPTED, ...anew, kind }
}

const NOT_OF_THE_OLD_KIND = { round: 1, firstPetitionId: null, mergedIntoId: null, gaps: null } as const

function transferred(before: Standing, event: Extract<PetitionEvent, { kind: 'transferred' }>): Standing {
  if (event.toUnitId === null) return { ...before, ended: { how: 'transferred', on: event.on } }
  return { ...before, handlingUnitId: event.toUnitId, handlerPersonId: null, hops: before.hops + 1 }
}

/** What was accepted is settled anew from that day; what was not starts its way again on that day. */
function reopened(before: Standing, on: CalendarDate): Standing {
  const acceptedOn = before.acceptedOn === null ? null : on
  const { remote } = before
  return { ...before, ...NOT_YET_ACCEPTED, ...NOT_YET_ANSWERED, acceptedOn, remote, reopenedOn: on }
}
