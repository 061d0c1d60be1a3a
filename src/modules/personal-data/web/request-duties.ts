import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unansweredRequests } from '../queries/data-requests.ts'
import { RIGHTS, standingOf } from '../rules/data-request.ts'

const STATES = {
  late: 'late',
  due: 'due',
  waiting: 'waiting',
  answered: 'waiting',
  'answered-late': 'waiting',
} as const

/** Unanswered requests of the official's own units: late, or due, for two working days are never far. */
export async function requestDuties({ database, official, today }: Context): Promise<Duty[]> {
  const unitIds = official.posts
    .filter((post) => post.permissions.includes('personal-data.handle'))
    .map((post) => post.unitId)
  const requests = await unansweredRequests(database, unitIds)
  return requests.map(({ id, right, receivedOn, dueOn, unitName }) => ({
    state: STATES[standingOf({ dueOn, answeredOn: null }, today)],
    title: `Trả lời yêu cầu: ${RIGHTS[right]}`,
    href: `/personal-data/requests/${id}`,
    dueOn,
    note: `Dữ liệu cá nhân, nhận ngày ${formatCalendarDate(receivedOn)} – ${unitName}`,
  }))
}
