import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Target } from '../rules/measured-progress.ts'
import { type DeadlineAsWritten, deadlineInWords } from '../rules/progress.ts'

/** The deadline of a task, and why “trước ngày” is read as it is. */
export function DeadlineWords({ task }: { task: DeadlineAsWritten & { dueReadingReason: string } }) {
  return (
    <>
      {deadlineInWords(task)}
      {task.dueReadingReason !== '' && (
        <>
          <br />
          <span class="app-muted">Vì sao: {task.dueReadingReason}</span>
        </>
      )}
    </>
  )
}

/** “01/04/2026 – 30/06/2026”. */
export function periodInWords(from: CalendarDate, to: CalendarDate): string {
  return `${formatCalendarDate(from)} – ${formatCalendarDate(to)}`
}

/** The target of a task as its row holds it. */
export function targetOf(task: {
  targetAmount: number | null
  targetMeasure: string
  targetCounts: string | null
}): Target | null {
  if (task.targetAmount === null) return null
  return { amount: task.targetAmount, measure: task.targetMeasure, counts: task.targetCounts }
}
