import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { EventKind, PetitionEvent } from './petition-event.ts'
import { PETITION_KINDS } from './petition-kind.ts'
import { followed, isOpen, STATE_TITLES, type Standing, stateOf } from './petition-standing.ts'

/** What an official can do next to a registered petition, in the order in which it is offered. */
export const STEPS = [
  'assigned',
  'accepted',
  'answered',
  'refused',
  'guided',
  'transferred',
  'returned',
  'filed',
  'withdrawn',
  'classified',
  'closed',
] as const satisfies readonly EventKind[]

export type Step = (typeof STEPS)[number]

/** The steps that the law and the order of things allow now. */
export function possibleSteps(standing: Standing): Step[] {
  return STEPS.filter((step) => whyNot(standing, step) === null)
}

/** Why the step is not possible now, with the legal ground where there is one, for whoever is about to take it; null when it is. */
export function obstacleTo(standing: Standing, step: Step): string | null {
  return whyNot(standing, step)?.messageForPerson ?? null
}

/**
 * Where a petition stands after one more event.
 * Refuses (`conflict`) a step that is not allowed where the petition stands, naming the legal ground, and (`invalid`) a day in the
 * future or before what it rests on.
 */
export function afterEvent(before: Standing | null, event: PetitionEvent, today: CalendarDate): Standing {
  const refusal = before === null ? whyNotFirst(event) : (whyNot(before, event.kind) ?? whyNotSo(before, event))
  if (refusal) throw refusal
  refuseImpossibleDay(before, event, today)
  return followed(before, event)
}

function whyNotFirst(event: PetitionEvent): Refusal | null {
  return event.kind === 'received' ? null : conflict('petition.not-received', 'Đơn chưa được tiếp nhận.')
}

/** Why the step is not possible where the petition stands; null when it is. */
function whyNot(standing: Standing, step: EventKind): Refusal | null {
  switch (step) {
    case 'received':
      return conflict('petition.already-received', 'Đơn này đã được tiếp nhận.')
    case 'registered':
      return standing.registeredOn === null ? null : conflict('petition.already-registered', 'Đơn này đã vào sổ.')
    case 'classified':
      return standing.registeredOn === null ? notRegistered() : null
    case 'corrected':
      return notOpen(standing)
    case 'closed':
      return whyNotClosed(standing)
    default:
      return notOpen(standing) ?? notClassified(standing) ?? whyNotOfKind(standing, step)
  }
}

function notOpen(standing: Standing): Refusal | null {
  if (isOpen(standing)) return null
  const on = standing.ended?.on ?? standing.answeredOn ?? standing.receivedOn
  const state = STATE_TITLES[stateOf(standing)].toLowerCase()
  return conflict(
    'petition.ended',
    `Đơn ở tình trạng “${state}” từ ngày ${formatCalendarDate(on)} nên không làm thêm bước này. Hãy mở lại trang của đơn để xem các bước đã làm.`,
  )
}

function notClassified(standing: Standing): Refusal | null {
  if (standing.kind !== null) return null
  return conflict(
    'petition.not-classified',
    'Đơn chưa phân loại. Hãy phân loại theo nội dung và yêu cầu của đơn trước (Điều 6 Thông tư 05/2021/TT-TTCP).',
  )
}

const notRegistered = () => conflict('petition.not-registered', 'Đơn chưa vào sổ. Hãy vào sổ trước khi phân loại.')

function whyNotClosed(standing: Standing): Refusal | null {
  if (standing.ended) return notOpen(standing)
  if (standing.answeredOn !== null) return null
  return conflict(
    'petition.not-answered',
    'Đơn chưa được trả lời nên chưa kết thúc được hồ sơ. Hãy ghi kết quả trả lời trước.',
  )
}

/** Steps that depend on the kind of petition and on acceptance. */
function whyNotOfKind({ kind, acceptedOn, channel }: Standing, step: EventKind): Refusal | null {
  if (acceptedOn !== null) {
    if (step === 'assigned' || step === 'answered' || step === 'withdrawn') return null
    return conflict(
      'petition.already-accepted',
      `Đơn đã thụ lý ngày ${formatCalendarDate(acceptedOn)}: cơ quan thụ lý phải giải quyết (Điều 27 Luật Khiếu nại 02/2011/QH13, Điều 29 Luật Tố cáo 25/2018/QH14).`,
    )
  }
  const byProcedure = kind === 'complaint' || kind === 'denunciation'
  if (step === 'answered' && byProcedure) {
    const ground =
      kind === 'complaint'
        ? 'Điều 27, Điều 28 Luật Khiếu nại 02/2011/QH13'
        : 'Điều 29, Điều 30 Luật Tố cáo 25/2018/QH14'
    return conflict(
      'petition.not-accepted',
      `Đơn ${PETITION_KINDS[kind].toLowerCase()} chưa thụ lý nên chưa có kết quả giải quyết. Hãy ghi việc thụ lý trước (${ground}).`,
    )
  }
  if (step === 'refused' && !byProcedure) {
    return conflict(
      'petition.not-to-be-refused',
      'Không thụ lý chỉ áp dụng cho khiếu nại, tố cáo (Điều 11, Điều 27 Luật Khiếu nại 02/2011/QH13; Điều 24, Điều 29 Luật Tố cáo 25/2018/QH14). Đơn này hãy trả lời, chuyển hoặc xếp lưu.',
    )
  }
  if (step === 'guided' && kind !== 'complaint') {
    return conflict(
      'petition.not-to-be-guided',
      kind === 'denunciation'
        ? 'Tố cáo không thuộc thẩm quyền thì chuyển đến cơ quan có thẩm quyền, không hướng dẫn (khoản 2 Điều 24 Luật Tố cáo 25/2018/QH14).'
        : 'Kiến nghị, phản ánh không thuộc thẩm quyền thì chuyển đến cơ quan có thẩm quyền (khoản 2 Điều 26 Luật Tiếp công dân 42/2013/QH13).',
    )
  }
  if (step === 'returned' && channel !== 'forwarded') {
    return conflict(
      'petition.not-forwarded',
      'Chỉ trả lại đơn do cơ quan, đại biểu, báo chí chuyển đến (Thông tư 05/2021/TT-TTCP). Đơn công dân gửi thẳng thì hướng dẫn hoặc chuyển.',
    )
  }
  return null
}

/** Why the event is not possible with what it carries. */
function whyNotSo(before: Standing, event: PetitionEvent): Refusal | null {
  if (event.kind === 'classified') {
    if (event.petitionKind === before.kind) {
      return conflict(
        'petition.same-kind',
        `Đơn đã được phân loại là ${PETITION_KINDS[event.petitionKind].toLowerCase()}.`,
      )
    }
    // A denunciation found late still has its sender protected at once; other kinds change nothing once the matter has ended.
    return event.petitionKind === 'denunciation' ? null : notOpen(before)
  }
  if (event.kind === 'assigned' && event.personId === before.handlerPersonId) {
    return conflict('petition.same-handler', 'Người này đang xử lý đơn. Hãy chọn người khác hoặc giữ nguyên.')
  }
  if (event.kind === 'transferred' && event.toUnitId === before.handlingUnitId) {
    return conflict('petition.same-unit', 'Đơn đang ở chính đơn vị này. Hãy chọn đơn vị khác.')
  }
  return null
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
  if (event.kind === 'corrected') {
    const first = [before.registeredOn, before.acceptedOn].filter((day) => day !== null).sort()[0]
    if (first !== undefined && event.on > first) {
      throw wrongDay(
        'petition.received-after-first-step',
        event,
        `Ngày nhận không thể sau ngày ${formatCalendarDate(first)}, khi đơn đã vào sổ hoặc thụ lý.`,
      )
    }
    return
  }
  const last = [before.receivedOn, before.acceptedOn, before.answeredOn]
    .filter((day) => day !== null)
    .sort()
    .at(-1)
  if (last !== undefined && event.on < last) {
    throw wrongDay(
      'petition.before-last-step',
      event,
      `Ngày ${formatCalendarDate(event.on)} trước ngày ${formatCalendarDate(last)} của bước liền trước.`,
    )
  }
}

function wrongDay(code: string, event: PetitionEvent, what: string): Refusal {
  const message = `${what} Hãy kiểm tra lại ngày.`
  const field = event.kind === 'received' || event.kind === 'corrected' ? 'receivedOn' : 'on'
  return new Refusal('invalid', code, message, { [field]: message })
}

function conflict(code: string, message: string): Refusal {
  return new Refusal('conflict', code, message)
}
