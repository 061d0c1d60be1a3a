import { type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { PARTS } from '../rules/plan.ts'
import { assignmentWithinReach, planWithinReach } from './plan-reach.ts'

const readablePlans = (official: Official, today: CalendarDate) =>
  sql`(select plan.id from plan where ${planWithinReach(official, today)})`

/** Plans that have been issued, on the day of issue. */
export const planFact: Fact = {
  code: 'plan',
  title: 'Kế hoạch',
  time: 'event',
  source: sql`
    select plan.id::text as record_id, plan.title, plan.unit_id, null::bigint as behalf_unit_id,
      coalesce(document.issued_on, plan.issued_on) as from_date, coalesce(document.issued_on, plan.issued_on) as to_date
    from plan left join document on document.id = plan.document_id
    where plan.withdrawn_on is null and coalesce(document.issued_on, plan.issued_on) is not null`,
  dimensions: {},
  measures: {},
  reading: {
    permission: 'plan.read',
    allows: (official, today) => sql<SqlBool>`fact.record_id::bigint in ${readablePlans(official, today)}`,
  },
  recordPath: (id) => `/plans/${id}`,
}

/** Contents of issued plans, one by one, on the day of issue; the page of each is that of its plan. */
export const planContentFact: Fact = {
  code: 'plan-content',
  title: 'Nội dung của kế hoạch',
  time: 'event',
  source: sql`
    select plan.id || '.' || content.position as record_id, content.title, plan.unit_id, null::bigint as behalf_unit_id,
      coalesce(document.issued_on, plan.issued_on) as from_date, coalesce(document.issued_on, plan.issued_on) as to_date
    from plan_content content join plan on plan.id = content.plan_id left join document on document.id = plan.document_id
    where plan.withdrawn_on is null and coalesce(document.issued_on, plan.issued_on) is not null`,
  dimensions: {},
  measures: {},
  reading: {
    permission: 'plan.read',
    allows: (official, today) =>
      sql<SqlBool>`split_part(fact.record_id, '.', 1)::bigint in ${readablePlans(official, today)}`,
  },
  recordPath: (id) => {
    const [planId, position] = id.split('.')
    return `/plans/${planId}#noi-dung-${position}`
  },
}

/**
 * Tasks given to units, each for the unit that had to do it on the last day on which it is on time: an overdue task that went to an
 * heir stays counted where it was due.
 */
export const taskAssignmentFact: Fact = {
  code: 'task-assignment',
  title: 'Nhiệm vụ được giao',
  time: 'event',
  source: sql`
    select assignment.id::text as record_id, task.title,
      unit_before_reorganisations('task_assignment', assignment.id, 'unit_id', assignment.unit_id, task.last_good_day) as unit_id,
      null::bigint as behalf_unit_id,
      task.last_good_day as from_date, task.last_good_day as to_date, assignment.part,
      case when assignment.state = 'completed' then 'completed' else 'open' end as state,
      case when assignment.completed_on <= task.last_good_day then 'on-time'
        when assignment.completed_on is not null then 'late' else 'open' end as timeliness
    from task_assignment assignment join task on task.id = assignment.task_id
    join plan_content content on content.id = task.plan_content_id join plan on plan.id = content.plan_id
    where assignment.state <> 'withdrawn' and plan.withdrawn_on is null`,
  dimensions: {
    part: { title: 'Vai trò', values: PARTS },
    state: { title: 'Tình trạng', values: { completed: 'Đã hoàn thành', open: 'Chưa hoàn thành' } },
    timeliness: {
      title: 'Đúng hạn',
      values: { 'on-time': 'Hoàn thành đúng hạn', late: 'Hoàn thành muộn', open: 'Chưa hoàn thành' },
    },
  },
  measures: {},
  reading: {
    permission: 'plan.read',
    allows: (official, today) => sql<SqlBool>`fact.record_id::bigint in (
      select assignment.id from task_assignment assignment join task on task.id = assignment.task_id
      join plan_content content on content.id = task.plan_content_id join plan on plan.id = content.plan_id
      where ${assignmentWithinReach(official, today)})`,
  },
  recordPath: (id) => `/tasks/assignments/${id}`,
}
