import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { calendarInForce, rollToWorkingDay, whyNotWorking } from '../../calendar/index.ts'
import type { NextWorkingDay } from '../rules/redate.ts'
import { DEADLINE_COLUMNS } from './tasks.ts'

/** The tasks of a plan with all that goes into the plan of another year; those withdrawn are left out. */
export async function tasksToCopy(database: Database, planId: string) {
  const [tasks, milestones] = await Promise.all([
    database
      .selectFrom('task')
      .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
      .where('content.plan_id', '=', planId)
      .where('task.withdrawn_on', 'is', null)
      .select([
        'task.id',
        'task.plan_content_id as contentId',
        'task.title',
        'task.product',
        ...DEADLINE_COLUMNS,
        'task.due_reading_reason as dueReadingReason',
        'task.last_good_day as lastGoodDay',
        'task.target_amount as targetAmount',
        'task.target_measure as targetMeasure',
        'task.target_counts as targetCounts',
        'task.period_from as periodFrom',
        'task.period_to as periodTo',
      ])
      .orderBy('content.position')
      .orderBy('task.last_good_day')
      .orderBy('task.id')
      .execute(),
    database
      .selectFrom('task_milestone as milestone')
      .innerJoin('task', 'task.id', 'milestone.task_id')
      .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
      .where('content.plan_id', '=', planId)
      .select(['milestone.task_id as taskId', 'milestone.title', 'milestone.due_on as dueOn'])
      .orderBy('milestone.position')
      .execute(),
  ])
  return tasks.map((task) => ({ ...task, milestones: milestones.filter(({ taskId }) => taskId === task.id) }))
}

export type TaskToCopy = Awaited<ReturnType<typeof tasksToCopy>>[number]

export type UnitToCopy = {
  taskId: string
  part: 'lead' | 'coordinate'
  oldUnitId: string
  oldName: string
  /** The unit of today that has it now: itself, or the one to which all of it went; null when there is no such unit. */
  unitId: string | null
}

/** To which units of today the tasks of a plan would go. */
export async function unitsToCopy(database: Database, planId: string, today: CalendarDate): Promise<UnitToCopy[]> {
  const { rows } = await sql<UnitToCopy>`
    with restated as materialized (select * from unit_restatement(${today}::date))
    select assignment.task_id::text as "taskId", assignment.part, assignment.unit_id::text as "oldUnitId",
      unit_name_on(assignment.unit_id, assignment.assigned_on) as "oldName",
      (select version.unit_id::text from unit_version version
        where version.unit_id = coalesce(restated.restated_unit_id, assignment.unit_id)
          and version.valid_from <= ${today}::date and (version.valid_to is null or version.valid_to >= ${today}::date)
        limit 1) as "unitId"
    from task_assignment assignment join task on task.id = assignment.task_id
      join plan_content content on content.id = task.plan_content_id
      left join restated on restated.unit_id = assignment.unit_id and restated.is_exact
        and (restated.from_day is null or restated.from_day <= assignment.assigned_on)
        and (restated.until_day is null or assignment.assigned_on < restated.until_day)
    where content.plan_id = ${planId} and task.withdrawn_on is null and assignment.state <> 'withdrawn'
    order by assignment.id`.execute(database)
  return rows
}

/** How days are moved to working days by the calendar in force; a year whose days off are not known leaves its days where they are. */
export async function nextWorkingDayInForce(database: Database): Promise<NextWorkingDay> {
  const calendar = await calendarInForce(database)
  return (day) => {
    try {
      return { day: rollToWorkingDay(day, calendar), why: whyNotWorking(day, calendar) }
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      return { day, why: 'Lịch nghỉ của năm đó chưa có nên ngày chưa được dời.' }
    }
  }
}
