import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { opinionsWaiting } from './opinions.ts'

/** An opinion is announced this many days before its limit. */
const DAYS_AHEAD = 14

/** Opinions that the official's units still have to answer. */
export async function activityDuties({ database, official, today }: Context): Promise<Duty[]> {
  if (!may(official, 'opinion.answer')) return []
  const waiting = await opinionsWaiting(database, official, addDays(today, DAYS_AHEAD), today)
  return waiting.map((opinion) => ({
    state: opinion.dueOn !== null && opinion.dueOn < today ? 'late' : 'due',
    title: opinion.content,
    href: `/opinions/${opinion.id}`,
    dueOn: opinion.dueOn,
    note: `Trả lời ý kiến của người dân – ${opinion.responsibleUnitName ?? ''}`,
  }))
}
