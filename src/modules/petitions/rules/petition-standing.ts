import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { EventKind, PetitionEvent } from './petition-event.ts'
import type { PetitionChannel, PetitionKind } from './petition-kind.ts'
import { type RunningLimit, runningLimit } from './running-limit.ts'

/** The ways in which a petition ends here. Answered, refused and not competent are different ends. */
export type PetitionEnd = Extract<
  EventKind,
  'refused' | 'guided' | 'transferred' | 'returned' | 'filed' | 'withdrawn' | 'closed'
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
  readonly acceptedOn: CalendarDate | null
  readonly answeredOn: CalendarDate | null
  readonly ended: { readonly how: PetitionEnd; readonly on: CalendarDate } | null
  /** The limit that runs; once it was answered or ended, the last that ran. */
  readonly limit: RunningLimit | null
}

export type PetitionState =
  | 'received'
  | 'registered'
  | 'classified'
  | 'assigned'
  | 'accepted'
  | 'answered'
  | PetitionEnd

export const STATE_TITLES: Readonly<Record<PetitionState, string>> = {
  received: 'Mới tiếp nhận',
  registered: 'Chờ phân loại',
  classified: 'Chờ phân công',
  assigned: 'Đã phân công',
  accepted: 'Đã thụ lý',
  answered: 'Đã trả lời',
  refused: 'Không thụ lý',
  guided: 'Đã hướng dẫn',
  transferred: 'Đã chuyển nơi khác',
  returned: 'Đã trả lại đơn',
  filed: 'Đã xếp lưu',
  withdrawn: 'Người gửi đã rút',
  closed: 'Đã kết thúc',
}

/** The one word for where it stands: the furthest thing that has happened to it. */
export function stateOf(standing: Standing): PetitionState {
  if (standing.ended) return standing.ended.how
  if (standing.answeredOn !== null) return 'answered'
  if (standing.acceptedOn !== null) return 'accepted'
  if (standing.handlerPersonId !== null) return 'assigned'
  if (standing.kind !== null) return 'classified'
  return standing.registeredOn === null ? 'received' : 'registered'
}

/** True while something is still owed to the sender: neither answered nor ended in another way. */
export function isOpen(standing: Standing): boolean {
  return standing.answeredOn === null && standing.ended === null
}

/** Where a petition with this log stands. Each event was allowed when it was written (`afterEvent`); this only follows them. */
export function standingFrom(log: readonly PetitionEvent[]): Standing {
  const standing = log.reduce<Standing | null>(followed, null)
  if (standing === null) throw new Error('A petition without any event.')
  return standing
}

/** The standing that follows when the event has happened, allowed or not. */
export function followed(before: Standing | null, event: PetitionEvent): Standing {
  const after = changed(before, event)
  return isOpen(after) ? { ...after, limit: runningLimit(after) } : after
}

function changed(before: Standing | null, event: PetitionEvent): Standing {
  if (event.kind === 'received') return received(event)
  if (before === null) throw new Error(`The log of a petition begins with ${event.kind}.`)
  switch (event.kind) {
    case 'registered':
      return { ...before, registeredOn: event.on, number: event.number }
    case 'classified':
      return classified(before, event.petitionKind)
    case 'corrected':
      return { ...before, receivedOn: event.on, channel: event.channel }
    case 'assigned':
      return { ...before, handlerPersonId: event.personId }
    case 'accepted':
      return { ...before, acceptedOn: event.on }
    case 'answered':
      return { ...before, answeredOn: event.on }
    case 'transferred':
      if (event.toUnitId === null) return { ...before, ended: { how: 'transferred', on: event.on } }
      return { ...before, handlingUnitId: event.toUnitId, handlerPersonId: null }
    default:
      return { ...before, ended: { how: event.kind, on: event.on } }
  }
}

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
    acceptedOn: null,
    answeredOn: null,
    ended: null,
    limit: null,
  }
}

/** Acceptance was acceptance under the law of the old kind; while the matter is open it has to be decided anew. */
function classified(before: Standing, kind: PetitionKind): Standing {
  return { ...before, kind, acceptedOn: isOpen(before) ? null : before.acceptedOn }
}
