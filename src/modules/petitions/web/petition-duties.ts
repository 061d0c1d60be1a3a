import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { petitionsWaitingFor } from '../queries/due-petitions.ts'
import { PETITION_KINDS, petitionNumber } from '../rules/petition-kind.ts'
import { DUE_SOON_IN_DAYS } from '../rules/running-limit.ts'

/** Petitions past their limit, due within seven days, and otherwise waiting: for their handler, and for the head until one is named. */
export async function petitionDuties({ database, official, today }: Context): Promise<Duty[]> {
  const waiting = await petitionsWaitingFor(database, official, today)
  return waiting.flatMap((petition): Duty[] => {
    const { dueOn, handlerPersonId } = petition
    const kind = PETITION_KINDS[petition.kind].toLowerCase()
    const name = `Đơn ${kind} số ${petitionNumber(petition)}`
    const duty = {
      title: petition.title === null ? name : `${name}: ${petition.title}`,
      href: handlerPersonId === null ? `/petitions/${petition.id}/assignment` : `/petitions/${petition.id}`,
      dueOn,
      note:
        handlerPersonId === null
          ? `Chưa phân công người xử lý – ${petition.unitName}`
          : `Đơn thư – ${petition.unitName}`,
    }
    if (dueOn !== null && dueOn < today) return [{ ...duty, state: 'late' }]
    if (dueOn !== null && dueOn <= addDays(today, DUE_SOON_IN_DAYS)) return [{ ...duty, state: 'due' }]
    const mine = handlerPersonId === null || handlerPersonId === official.personId
    return mine ? [{ ...duty, state: 'waiting' }] : []
  })
}
