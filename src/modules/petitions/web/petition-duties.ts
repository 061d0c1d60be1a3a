import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { petitionsWaitingFor, type WaitingPetition } from '../queries/due-petitions.ts'
import { PETITION_KINDS, petitionNumber } from '../rules/petition-kind.ts'
import { DUE_SOON_IN_DAYS } from '../rules/running-limit.ts'
import { STEP_PATHS } from './step-paths.ts'

/**
 * Petitions past their limit, due within seven days, and otherwise waiting: for their handler, for the head until one is named, and
 * for the head above when they are long overdue or nobody there is in charge. And decisions still to be sent or published.
 */
export async function petitionDuties({ database, official, today }: Context): Promise<Duty[]> {
  const waiting = await petitionsWaitingFor(database, official, today)
  return waiting.flatMap((petition): Duty[] => {
    const { dueOn, handlerPersonId, looked, followUp } = petition
    const kind = PETITION_KINDS[petition.kind].toLowerCase()
    const name = `Đơn ${kind} số ${petitionNumber(petition)}`
    const duty = {
      title: petition.title === null ? name : `${name}: ${petition.title}`,
      href: addressOf(petition),
      dueOn,
      note: noteOn(petition),
    }
    if (dueOn !== null && dueOn < today) return [{ ...duty, state: 'late' }]
    if (dueOn !== null && dueOn <= addDays(today, DUE_SOON_IN_DAYS)) return [{ ...duty, state: 'due' }]
    if (followUp !== null) return []
    const mine = handlerPersonId === null || looked === 'handler'
    return mine ? [{ ...duty, state: 'waiting' }] : []
  })
}

function addressOf({ id, looked, handlerPersonId, followUp }: WaitingPetition): string {
  if (looked === 'parent-head') return `/petitions/${id}`
  if (followUp !== null) return `/petitions/${id}/${STEP_PATHS[followUp]}`
  return handlerPersonId === null ? `/petitions/${id}/${STEP_PATHS.assigned}` : `/petitions/${id}`
}

function noteOn({ looked, handlerPersonId, followUp, unitName }: WaitingPetition): string {
  const what =
    followUp === 'sent'
      ? 'Chưa gửi quyết định, kết luận'
      : followUp === 'published'
        ? 'Chưa công khai kết luận'
        : handlerPersonId === null
          ? 'Chưa phân công người xử lý'
          : 'Đơn thư'
  return looked === 'parent-head'
    ? `Cần đôn đốc cấp dưới: ${what.toLowerCase()} – ${unitName}`
    : `${what} – ${unitName}`
}
