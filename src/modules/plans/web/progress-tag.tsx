import { Tag, type TagColour } from '../../../platform/page/index.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { withCapital } from '../../../vocabulary/vietnamese.ts'
import {
  type AssignmentDays,
  PROGRESS_STATES,
  type ProgressState,
  progressState,
  timeLeftInWords,
} from '../rules/progress.ts'

const COLOURS: Readonly<Record<ProgressState, TagColour>> = {
  'not-given': 'grey',
  assigned: 'grey',
  'in-progress': 'blue',
  'due-soon': 'orange',
  overdue: 'red',
  completed: 'green',
  'completed-late': 'yellow',
  refused: 'purple',
  withdrawn: 'grey',
}

/** How an assignment stands on a day, in a word with its colour; late ones say by how much. */
export function ProgressTag({ assignment, asOf }: { assignment: AssignmentDays; asOf: CalendarDate }) {
  const state = progressState(assignment, asOf)
  const late = state === 'overdue' || state === 'due-soon'
  const text = late ? timeLeftInWords(assignment, asOf) : PROGRESS_STATES[state]
  return <Tag colour={COLOURS[state]} text={withCapital(text)} />
}
