import { type SqlBool, sql } from 'kysely'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { DUE_SOON_IN_DAYS } from '../rules/progress.ts'

/** What a list of assignments can be narrowed to. */
export const ASSIGNMENT_STATES = {
  open: 'Chưa hoàn thành',
  overdue: 'Quá hạn',
  'due-soon': 'Sắp đến hạn',
  completed: 'Đã hoàn thành',
  refused: 'Xin trả lại',
} as const

export type AssignmentState = keyof typeof ASSIGNMENT_STATES

/**
 * For `where`: how an assignment stood at the end of a day, as the rule `progressState` says it (a test compares the two).
 * Tables `assignment` and `task` must be joined.
 */
export function stoodOnDay(state: AssignmentState, asOf: CalendarDate) {
  const day = sql`${asOf}::date`
  const done = sql`(assignment.completed_on is not null and assignment.completed_on <= ${day})`
  const refused = sql`(assignment.refused_on is not null and assignment.refused_on <= ${day})`
  switch (state) {
    case 'completed':
      return sql<SqlBool>`${done}`
    case 'refused':
      return sql<SqlBool>`(not ${done} and ${refused})`
    case 'open':
      return sql<SqlBool>`(not ${done})`
    case 'overdue':
      return sql<SqlBool>`(not ${done} and not ${refused} and task.last_good_day < ${day})`
    case 'due-soon':
      return sql<SqlBool>`(not ${done} and not ${refused} and task.last_good_day between ${day} and ${day} + ${DUE_SOON_IN_DAYS}::int)`
  }
}

/** For `where`: assignments that had been given and not been withdrawn at the end of the day. */
export function stoodAtAll(asOf: CalendarDate) {
  return sql<SqlBool>`(assignment.assigned_on <= ${asOf}::date and (assignment.withdrawn_on is null or assignment.withdrawn_on > ${asOf}::date))`
}
