import { addDays, type CalendarDate, daysBetween, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'

/** A day by which something must be done. “Trước ngày 05/12” read literally leaves the 5th out (`dueOnExcluded`). */
export type Deadline = { dueOn: CalendarDate; dueOnExcluded: boolean }

/** A deadline with what its source says besides: “trước ngày”, and the hour on the last day (`16:30`). */
export type DeadlineAsWritten = Deadline & { dueWording?: 'by' | 'before'; dueTime?: string | null }

/** What is known of a unit's work on a task; days are those on which it happened, null for what has not. */
export type AssignmentDays = Deadline & {
  /** `assigned` until the unit has begun, then `in-progress`; the end is told by the days below. */
  state: string
  assignedOn: CalendarDate
  completedOn: CalendarDate | null
  refusedOn: CalendarDate | null
  withdrawnOn: CalendarDate | null
}

/** The states of an assignment as people speak of them. */
export const PROGRESS_STATES = {
  'not-given': 'Chưa giao',
  assigned: 'Chưa bắt đầu',
  'in-progress': 'Đang thực hiện',
  'due-soon': 'Sắp đến hạn',
  overdue: 'Quá hạn',
  completed: 'Hoàn thành',
  'completed-late': 'Hoàn thành muộn',
  refused: 'Xin trả lại, chờ trả lời',
  withdrawn: 'Đã rút',
} as const

export type ProgressState = keyof typeof PROGRESS_STATES

/** A deadline is near when no more than this many days are left, the last good day included. */
export const DUE_SOON_IN_DAYS = 14

/** The last day on which the work is on time: the day of the deadline, or the day before when that day is left out. */
export function lastGoodDay({ dueOn, dueOnExcluded }: Deadline): CalendarDate {
  return dueOnExcluded ? addDays(dueOn, -1) : dueOn
}

/**
 * How an assignment stood at the end of the day `asOf`; what happened later is not known then.
 * A unit that asked for the task to be taken back is not late while it waits for an answer.
 */
export function progressState(assignment: AssignmentDays, asOf: CalendarDate): ProgressState {
  const { assignedOn, completedOn, refusedOn, withdrawnOn } = assignment
  const happened = (day: CalendarDate | null): day is CalendarDate => day !== null && day <= asOf
  if (assignedOn > asOf) return 'not-given'
  if (happened(withdrawnOn)) return 'withdrawn'
  const lastDay = lastGoodDay(assignment)
  if (happened(completedOn)) return completedOn <= lastDay ? 'completed' : 'completed-late'
  if (happened(refusedOn)) return 'refused'
  if (lastDay < asOf) return 'overdue'
  if (daysBetween(asOf, lastDay) <= DUE_SOON_IN_DAYS) return 'due-soon'
  return assignment.state === 'assigned' ? 'assigned' : 'in-progress'
}

/** True when the last good day had passed on `asOf` and the work was neither completed nor given back nor withdrawn. */
export function isOverdue(assignment: AssignmentDays, asOf: CalendarDate): boolean {
  return progressState(assignment, asOf) === 'overdue'
}

/**
 * The deadline in words: “05/12/2022”, “trước ngày 05/12/2022 (chậm nhất 04/12/2022)”, “trước ngày 05/12/2022 (tính cả ngày
 * 05/12/2022)” or “trước 16 giờ 30 ngày 05/12/2022”.
 */
export function deadlineInWords(deadline: DeadlineAsWritten): string {
  const day = formatCalendarDate(deadline.dueOn)
  if (deadline.dueOnExcluded) return `trước ngày ${day} (chậm nhất ${formatCalendarDate(lastGoodDay(deadline))})`
  if (deadline.dueWording === 'before') return `trước ngày ${day} (tính cả ngày ${day})`
  if (!deadline.dueTime) return day
  const [hour, minute] = deadline.dueTime.split(':').map(Number)
  return `trước ${hour} giờ${minute === 0 ? '' : ` ${String(minute).padStart(2, '0')}`} ngày ${day}`
}

/** How long is left or passed on the day: “còn 3 ngày”, “hết hạn hôm nay”, “quá hạn 2 ngày”. */
export function timeLeftInWords(deadline: Deadline, asOf: CalendarDate): string {
  const days = daysBetween(asOf, lastGoodDay(deadline))
  if (days === 0) return 'hạn cuối là hôm nay'
  return days > 0 ? `còn ${formatNumber(days)} ngày` : `quá hạn ${formatNumber(-days)} ngày`
}
