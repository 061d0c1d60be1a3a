import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { EventKind, PetitionEvent } from './petition-event.ts'
import { followed, type Standing } from './petition-standing.ts'
import { contentObstacle } from './step-contents.ts'
import { conflict, obstacle } from './step-obstacles.ts'

/** What an official can do next to a registered petition, in the order in which it is offered. */
export const STEPS = [
  'assigned',
  'examined',
  'accepted',
  'found-complex',
  'extended',
  'suspended',
  'resumed',
  'dialogue-held',
  'decided',
  'answered',
  'sent',
  'published',
  'executed',
  'refused',
  'guided',
  'guided-to-split',
  'split',
  'merged',
  'unmerged',
  'second-round',
  'transferred',
  'returned',
  'filed',
  'withdrawn',
  'stopped',
  'urged',
  'replied',
  'appealed',
  'reopened',
  'classified',
  'closed',
] as const satisfies readonly EventKind[]

export type Step = (typeof STEPS)[number]

/** The steps that the law and the order of things allow now. */
export function possibleSteps(standing: Standing): Step[] {
  return STEPS.filter((step) => obstacle(standing, step) === null)
}

/** Why the step is not possible now, with the legal ground where there is one, for whoever is about to take it; null when it is. */
export function obstacleTo(standing: Standing, step: Step): string | null {
  return obstacle(standing, step)?.messageForPerson ?? null
}

/**
 * Where a petition stands after one more event.
 * Refuses (`conflict`) a step that is not allowed where the petition stands, naming the legal ground, and (`invalid`) a day in the
 * future or before what it rests on.
 */
export function afterEvent(before: Standing | null, event: PetitionEvent, today: CalendarDate): Standing {
  const refusal =
    before === null ? whyNotFirst(event) : (obstacle(before, event.kind) ?? contentObstacle(before, event))
  if (refusal) throw refusal
  refuseImpossibleDay(before, event, today)
  return followed(before, event)
}

function whyNotFirst(event: PetitionEvent): Refusal | null {
  return event.kind === 'received' ? null : conflict('petition.not-received', 'Đơn chưa được tiếp nhận.')
}

/** Nothing is written before it has happened, nor before what it rests on. */
function refuseImpossibleDay(before: Standing | null, event: PetitionEvent, today: CalendarDate): void {
  if (event.on > today) {
    throw wrongDay(
      'petition.in-the-future',
      event,
      `Ngày ${formatCalendarDate(event.on)} ở sau hôm nay (${formatCalendarDate(today)}).`,
    )
  }
  if (before === null) return
  if (event.kind === 'corrected') refuseLateReceipt(before, event)
  else if (event.on < before.latestOn) {
    throw wrongDay(
      'petition.before-last-step',
      event,
      `Ngày ${formatCalendarDate(event.on)} trước ngày ${formatCalendarDate(before.latestOn)} của bước liền trước.`,
    )
  }
}

function refuseLateReceipt(before: Standing, event: PetitionEvent): void {
  const first = [before.registeredOn, before.firstStepOn].filter((day) => day !== null).sort()[0]
  if (first === undefined || event.on <= first) return
  throw wrongDay(
    'petition.received-after-first-step',
    event,
    `Ngày nhận không thể sau ngày ${formatCalendarDate(first)}, khi đơn đã vào sổ hoặc thụ lý.`,
  )
}

function wrongDay(code: string, event: PetitionEvent, what: string): Refusal {
  const message = `${what} Hãy kiểm tra lại ngày.`
  const field = event.kind === 'received' || event.kind === 'corrected' ? 'receivedOn' : 'on'
  return new Refusal('invalid', code, message, { [field]: message })
}
