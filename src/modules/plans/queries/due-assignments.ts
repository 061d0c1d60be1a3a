import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { DUE_SOON_IN_DAYS } from '../rules/progress.ts'
import { stoodAtAll, stoodOnDay } from './assignment-on-day.ts'
import { planOfOwn, STILL_UNDER_WAY } from './plan-reach.ts'
import './tables.ts'

/** A task is shown as new for this many days. */
const NEW_IN_DAYS = 14

/** An answer to what a unit asked back is shown for this many days. */
const ANSWER_SHOWN_IN_DAYS = 7

const unitName = sql<string>`unit_name_on(assignment.unit_id, assignment.assigned_on)`

/**
 * What the given units themselves have to do: tasks that are late or nearly due, those they were urged about, and those just
 * given; the nearest last good day first, at most 50.
 */
export function tasksWaitingFor(database: Database, unitIds: readonly string[], today: CalendarDate) {
  return (
    database
      .selectFrom('task_assignment as assignment')
      .innerJoin('task', 'task.id', 'assignment.task_id')
      .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
      .innerJoin('plan', 'plan.id', 'content.plan_id')
      .leftJoin(
        database
          .selectFrom('task_reminder')
          .distinctOn('assignment_id')
          .select(['id', 'assignment_id', 'reminded_on', 'message'])
          .orderBy('assignment_id')
          .orderBy('id', 'desc')
          .as('reminder'),
        'reminder.assignment_id',
        'assignment.id',
      )
      .where('assignment.unit_id', 'in', unitIds.length > 0 ? [...unitIds] : ['0'])
      .where('assignment.state', 'in', ['assigned', 'in-progress'])
      // What counts as given from a later day waits for that day.
      .where('assignment.assigned_on', '<=', today)
      .where('plan.withdrawn_on', 'is', null)
      // After the final review only what somebody asks for once more.
      .where(
        sql<SqlBool>`(${STILL_UNDER_WAY} or reminder.reminded_on > (select max(review.held_on) from review_meeting review
        where review.plan_id = plan.id and review.kind = 'final'))`,
      )
      .where((condition) =>
        condition.or([
          condition('task.last_good_day', '<=', addDays(today, DUE_SOON_IN_DAYS)),
          condition('reminder.reminded_on', 'is not', null),
          condition.and([
            condition('assignment.state', '=', 'assigned'),
            condition('assignment.assigned_on', '>=', addDays(today, -NEW_IN_DAYS)),
          ]),
        ]),
      )
      .select([
        'assignment.id',
        'task.title',
        'task.last_good_day as lastGoodDay',
        'reminder.reminded_on as remindedOn',
        'reminder.id as reminderId',
        'reminder.message',
        'assignment.received_on as receivedOn',
        unitName.as('unitName'),
      ])
      .orderBy('task.last_good_day')
      .orderBy('assignment.id')
      .limit(50)
      .execute()
  )
}

/**
 * Units that asked for a task to be taken back, in plans that the given units issued or follow and for which this official may answer;
 * longest waiting first, at most 50.
 */
export function refusalsWaitingFor(
  database: Database,
  official: Official,
  { unitIds, today }: { unitIds: readonly string[]; today: CalendarDate },
) {
  return database
    .selectFrom('task_assignment as assignment')
    .innerJoin('task', 'task.id', 'assignment.task_id')
    .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
    .innerJoin('plan', 'plan.id', 'content.plan_id')
    .where('assignment.state', '=', 'refused')
    .where('plan.withdrawn_on', 'is', null)
    .where(STILL_UNDER_WAY)
    .where(isKeptBy(unitIds))
    .where(planOfOwn(official, 'task.assign', today))
    .select(['assignment.id', 'task.title', 'assignment.refusal_reason as reason', unitName.as('unitName')])
    .orderBy('assignment.refused_on')
    .orderBy('assignment.id')
    .limit(50)
    .execute()
}

/**
 * Units that asked back about a task, in plans that the given units issued or follow and for which this official may answer; longest
 * waiting first, at most 50.
 */
export function questionsWaitingFor(
  database: Database,
  official: Official,
  { unitIds, today }: { unitIds: readonly string[]; today: CalendarDate },
) {
  return database
    .selectFrom('task_question as question')
    .innerJoin('task_assignment as assignment', 'assignment.id', 'question.assignment_id')
    .innerJoin('task', 'task.id', 'assignment.task_id')
    .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
    .innerJoin('plan', 'plan.id', 'content.plan_id')
    .where('question.answered_on', 'is', null)
    .where('assignment.state', 'in', ['assigned', 'in-progress', 'refused'])
    .where('plan.withdrawn_on', 'is', null)
    .where(STILL_UNDER_WAY)
    .where(isKeptBy(unitIds))
    .where(planOfOwn(official, 'task.assign', today))
    .select(['assignment.id', 'task.title', 'question.question', unitName.as('unitName')])
    .orderBy('question.asked_on')
    .orderBy('question.id')
    .limit(50)
    .execute()
}

/** Answers that came in the last days to what the given units themselves had asked back about tasks they still have, at most 20. */
export function answersFor(database: Database, unitIds: readonly string[], today: CalendarDate) {
  return database
    .selectFrom('task_question as question')
    .innerJoin('task_assignment as assignment', 'assignment.id', 'question.assignment_id')
    .innerJoin('task', 'task.id', 'assignment.task_id')
    .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
    .innerJoin('plan', 'plan.id', 'content.plan_id')
    .where('question.answered_on', '>=', addDays(today, -ANSWER_SHOWN_IN_DAYS))
    .where('assignment.unit_id', 'in', unitIds.length > 0 ? [...unitIds] : ['0'])
    .where('assignment.state', 'in', ['assigned', 'in-progress'])
    .where('plan.withdrawn_on', 'is', null)
    .where(STILL_UNDER_WAY)
    .select(['assignment.id', 'task.title', 'question.answer', unitName.as('unitName')])
    .orderBy('question.id', 'desc')
    .limit(20)
    .execute()
}

/** For each plan that the given units issued or follow: how many tasks of other units are late today. */
export function latePlansOf(database: Database, unitIds: readonly string[], today: CalendarDate) {
  return database
    .selectFrom('task_assignment as assignment')
    .innerJoin('task', 'task.id', 'assignment.task_id')
    .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
    .innerJoin('plan', 'plan.id', 'content.plan_id')
    .where(stoodAtAll(today))
    .where(stoodOnDay('overdue', today))
    .where('plan.withdrawn_on', 'is', null)
    .where(STILL_UNDER_WAY)
    .where(isKeptBy(unitIds))
    .where('assignment.unit_id', 'not in', unitIds.length > 0 ? [...unitIds] : ['0'])
    .select([
      'plan.id',
      'plan.title',
      sql<number>`count(*)::int`.as('assignments'),
      sql<number>`count(distinct assignment.unit_id)::int`.as('units'),
    ])
    .groupBy(['plan.id', 'plan.title'])
    .orderBy('plan.id', 'desc')
    .limit(10)
    .execute()
}

function isKeptBy(unitIds: readonly string[]) {
  return sql<boolean>`(plan.unit_id = any(${[...unitIds]}::bigint[]) or plan.following_unit_id = any(${[...unitIds]}::bigint[]))`
}
