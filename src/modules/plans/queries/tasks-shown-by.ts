import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { assignmentWithinReach } from './plan-reach.ts'
import './tables.ts'

/** The tasks, within this official's reach, for which a record stands as evidence: each with its assignment, in the order of linking. */
export function tasksShownBy(
  database: Database,
  official: Official,
  { subject, today }: { subject: { kind: string; id: string }; today: CalendarDate },
) {
  return database
    .selectFrom('task_evidence as evidence')
    .innerJoin('task_assignment as assignment', 'assignment.id', 'evidence.assignment_id')
    .innerJoin('task', 'task.id', 'assignment.task_id')
    .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
    .innerJoin('plan', 'plan.id', 'content.plan_id')
    .where('evidence.subject_kind', '=', subject.kind)
    .where('evidence.subject_id', '=', subject.id)
    .where('plan.withdrawn_on', 'is', null)
    .where(assignmentWithinReach(official, today))
    .select(['assignment.id', 'task.title'])
    .orderBy('evidence.id')
    .execute()
}
