import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/** An assignment that a record may be linked to as evidence. */
export type OpenAssignment = { id: string; title: string; unitId: string; dueOn: CalendarDate }

/** Assignments of the units in the given subtrees that are neither completed nor refused, the nearest deadline first. */
export function openAssignments(
  database: Database,
  { roots, today }: { roots: readonly string[]; today: CalendarDate },
): Promise<OpenAssignment[]> {
  return database
    .selectFrom('task_assignment as assignment')
    .innerJoin('task', 'task.id', 'assignment.task_id')
    .select(['assignment.id', 'task.title', 'assignment.unit_id as unitId', 'task.due_on as dueOn'])
    .where('assignment.unit_id', 'in', unitsUnder(roots, today))
    .where('assignment.state', 'in', ['assigned', 'in-progress'])
    .orderBy('task.due_on')
    .orderBy('assignment.id')
    .limit(200)
    .execute()
}
