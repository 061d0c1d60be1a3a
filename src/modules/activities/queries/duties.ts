import { sql } from 'kysely'
import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { lastDayToAnnounce, lastDayToPublishResult } from '../rules/preparation.ts'
import { ANSWER_KINDS, RECOMMENDATION_KINDS, whoActs } from '../rules/recommendation.ts'
import { opinionsWaiting } from './opinions.ts'
import { recommendationsWaiting } from './recommendations.ts'
import './tables.ts'

/** An opinion, a recommendation, a notice or an activity is told this many days before its day. */
const DAYS_AHEAD = 14

/** What waits in activities: opinions to answer, recommendations to answer or close, notices, invitations and results that are due. */
export async function activityDuties(context: Context): Promise<Duty[]> {
  const own = context.official.posts
    .filter((post) => post.permissions.includes('activity.record'))
    .map((post) => post.unitId)
  const parts = await Promise.all([
    opinionDuties(context),
    ...(own.length === 0
      ? []
      : [
          recommendationDuties(context, own),
          preparationDuties(context, own),
          invitationDuties(context, own),
          resultDuties(context, own),
        ]),
  ])
  return parts.flat()
}

/** Opinions that the official's units still have to answer. */
async function opinionDuties({ database, official, today }: Context): Promise<Duty[]> {
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

/** Both sides see what is late; before that, each what it has to do. */
async function recommendationDuties({ database, today }: Context, own: readonly string[]): Promise<Duty[]> {
  const waiting = await recommendationsWaiting(database, own, { until: addDays(today, DAYS_AHEAD), today })
  return waiting.flatMap((each): Duty[] => {
    const word = RECOMMENDATION_KINDS[each.kind].toLowerCase()
    const isLate = each.dueOn !== null && each.dueOn < today
    const acts = whoActs(each)
    const isActing = own.includes(acts === 'owner' ? each.unitId : each.responsibleUnitId)
    if (!isActing && !isLate) return []
    const task =
      acts === 'owner'
        ? `Xem trả lời ${word} (${each.answerKind === null ? '' : ANSWER_KINDS[each.answerKind].toLowerCase()}) – ${each.responsibleUnitName}`
        : isActing
          ? `Trả lời ${word} của ${each.unitName}`
          : `Theo dõi ${word} – ${each.responsibleUnitName}`
    const state = isLate ? 'late' : each.dueOn === null ? 'waiting' : 'due'
    return [{ state, title: each.content, href: `/recommendations/${each.id}`, dueOn: each.dueOn, note: task }]
  })
}

/** Notices that are due, and activities whose day has come without a result. */
async function preparationDuties({ database, today }: Context, own: readonly string[]): Promise<Duty[]> {
  const rows = await database
    .selectFrom('planned_activity')
    .select(['id', 'kind_code as kind', 'title', 'planned_on as plannedOn', 'announced_on as announcedOn'])
    .where('unit_id', 'in', own)
    .where('activity_id', 'is', null)
    .where('cancelled_on', 'is', null)
    .where('planned_on', '<=', addDays(today, 2 * DAYS_AHEAD))
    .orderBy('planned_on')
    .orderBy('id')
    .limit(50)
    .execute()
  return rows.flatMap(({ id, kind, title, plannedOn, announcedOn }): Duty[] => {
    const about = { title, href: `/activities/planned/${id}` }
    if (plannedOn < today) {
      const note = `Ghi kết quả hoạt động dự kiến ngày ${formatCalendarDate(plannedOn)}`
      return [{ ...about, state: 'waiting', dueOn: null, note }]
    }
    const last = kind === 'dialogue' ? lastDayToAnnounce(kind, plannedOn) : null
    if (announcedOn !== null || last === null) return []
    return [{ ...about, state: last < today ? 'late' : 'due', dueOn: last, note: 'Thông báo công khai cuộc đối thoại' }]
  })
}

/** Invitations that nobody has answered. */
async function invitationDuties({ database, today }: Context, own: readonly string[]): Promise<Duty[]> {
  const rows = await database
    .selectFrom('planned_activity_invitation as invitation')
    .innerJoin('planned_activity as planned', 'planned.id', 'invitation.planned_activity_id')
    .select(['invitation.id', 'planned.title', 'planned.planned_on as plannedOn'])
    .select(sql<string>`unit_name_on(planned.unit_id, planned.planned_on)`.as('unitName'))
    .where('invitation.unit_id', 'in', own)
    .where('invitation.answer', 'is', null)
    .where('planned.activity_id', 'is', null)
    .where('planned.cancelled_on', 'is', null)
    .where('planned.planned_on', '>=', today)
    .orderBy('planned.planned_on')
    .orderBy('invitation.id')
    .limit(50)
    .execute()
  return rows.map(({ id, title, plannedOn, unitName }) => ({
    ...{ state: 'due', title, href: `/activities/invitations/${id}/answer`, dueOn: plannedOn },
    note: `Trả lời giấy mời của ${unitName ?? ''}`,
  }))
}

/** Results of dialogues that the people were told of beforehand and have not been told of since. */
async function resultDuties({ database, today }: Context, own: readonly string[]): Promise<Duty[]> {
  const rows = await database
    .selectFrom('planned_activity as planned')
    .innerJoin('activity', 'activity.id', 'planned.activity_id')
    .select(['activity.id', 'activity.title', 'activity.held_on as heldOn'])
    .where('activity.unit_id', 'in', own)
    .where('activity.kind_code', '=', 'dialogue')
    .where('planned.announced_on', 'is not', null)
    .where('activity.result_published_on', 'is', null)
    .where('activity.withdrawn_on', 'is', null)
    .orderBy('activity.held_on')
    .limit(50)
    .execute()
  return rows.map(({ id, title, heldOn }) => {
    const dueOn = lastDayToPublishResult('dialogue', heldOn)
    const state = dueOn !== null && dueOn < today ? 'late' : 'due'
    return { state, title, href: `/activities/${id}/public-result`, dueOn, note: 'Công bố kết quả đối thoại' }
  })
}
