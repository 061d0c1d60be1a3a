import { type CalendarDate, daysBetween } from '../../../vocabulary/calendar-date.ts'
import { type AssignmentDays, type Deadline, lastGoodDay, progressState } from './progress.ts'

/** How units stood at the end of a day with a task that all of them report on. */
export type Reporting = {
  /** Reported by the last good day. */
  onTime: number
  /** Reported after it. */
  late: number
  /** Not reported though the last good day has passed. */
  overdue: number
  /** Not reported; there is time left. */
  open: number
  /** Asked to give the task back and wait for an answer: not late meanwhile. */
  refused: number
}

/**
 * Counts the units by how they stood at the end of the day `asOf` when the deadline is read so. Units that did not have the task yet,
 * or no longer, are not counted.
 */
export function reportingUnder(
  deadline: Deadline,
  assignments: readonly AssignmentDays[],
  asOf: CalendarDate,
): Reporting {
  const counts: Reporting = { onTime: 0, late: 0, overdue: 0, open: 0, refused: 0 }
  for (const assignment of assignments) {
    const part = PART_OF[progressState({ ...assignment, ...ofDeadline(deadline) }, asOf)]
    if (part) counts[part] += 1
  }
  return counts
}

/** Those who had not reported by the end of the day, those longest given first; who waits for an answer to a refusal is not among them. */
export function notReported<Assignment extends AssignmentDays>(
  assignments: readonly Assignment[],
  asOf: CalendarDate,
): Assignment[] {
  return assignments.filter((assignment) => {
    const part = PART_OF[progressState(assignment, asOf)]
    return part === 'overdue' || part === 'open'
  })
}

/** Those who had reported by the end of the day, the latest last. */
export function haveReported<Assignment extends AssignmentDays>(
  assignments: readonly Assignment[],
  asOf: CalendarDate,
): Assignment[] {
  return assignments
    .filter((assignment) => progressState(assignment, asOf).startsWith('completed'))
    .sort((first, second) => ((first.completedOn ?? '') < (second.completedOn ?? '') ? -1 : 1))
}

/** By how many days something was late on the day; 0 when it was not. */
export function daysLate(deadline: Deadline, day: CalendarDate): number {
  return Math.max(0, daysBetween(lastGoodDay(deadline), day))
}

const ofDeadline = ({ dueOn, dueOnExcluded }: Deadline) => ({ dueOn, dueOnExcluded })

const PART_OF: Readonly<Partial<Record<ReturnType<typeof progressState>, keyof Reporting>>> = {
  completed: 'onTime',
  'completed-late': 'late',
  overdue: 'overdue',
  refused: 'refused',
  assigned: 'open',
  'in-progress': 'open',
  'due-soon': 'open',
}
