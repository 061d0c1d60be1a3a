import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type DueReading, hourOf, type ReadDeadline, readDeadline } from './deadline-reading.ts'
import type { Target } from './measured-progress.ts'
import { type Milestone, milestonesInLines } from './milestones.ts'
import { lastGoodDay } from './progress.ts'

/** Kinds of linked record of which each one can count towards a target. */
export const COUNTED_RECORDS = {
  activity: 'Mỗi hoạt động đã ghi là một',
  document: 'Mỗi văn bản đã gắn là một',
  model: 'Mỗi mô hình “Dân vận khéo” là một',
} as const

export type CountedRecord = keyof typeof COUNTED_RECORDS

/** What is asked of a task besides its title, as it is given. */
export type TaskDetailsGiven = {
  dueOn: CalendarDate
  /** True for “trước ngày” read by its words; `dueReading`, when told, says more and counts. */
  dueOnExcluded: boolean
  dueReading?: DueReading | null | undefined
  dueReadingReason?: string | undefined
  /** An hour on the last day, as typed. */
  dueTime?: string | undefined
  targetAmount?: number | null | undefined
  targetMeasure?: string | undefined
  targetCounts?: CountedRecord | null | undefined
  periodFrom?: CalendarDate | null | undefined
  periodTo?: CalendarDate | null | undefined
  /** One on each line: day, colon, what is reached. */
  milestones?: string | undefined
}

export type TaskDetails = {
  deadline: ReadDeadline
  target: Target | null
  period: { from: CalendarDate; to: CalendarDate } | null
  milestones: Milestone[]
}

/**
 * The details of a task as they are kept. Refuses `plan.target-not-whole` for an amount without a measure or the reverse,
 * `plan.period-not-whole`, `plan.period-reversed`, and what `readDeadline`, `hourOf` and `milestonesInLines` refuse.
 */
export function taskDetails(given: TaskDetailsGiven): TaskDetails {
  const deadline = readDeadline({
    dueOn: given.dueOn,
    reading: given.dueReading ?? (given.dueOnExcluded ? 'before' : 'by'),
    reason: given.dueReadingReason ?? '',
    dueTime: hourOf(given.dueTime ?? ''),
  })
  return {
    deadline,
    target: targetOf(given),
    period: periodOf(given),
    milestones: milestonesInLines(given.milestones ?? '', lastGoodDay(deadline)),
  }
}

function targetOf({ targetAmount, targetMeasure = '', targetCounts }: TaskDetailsGiven): Target | null {
  const amount = targetAmount ?? null
  if (amount === null && targetMeasure === '' && !targetCounts) return null
  if (amount !== null && targetMeasure !== '') return { amount, measure: targetMeasure, counts: targetCounts ?? null }
  const field = amount === null ? 'targetAmount' : 'targetMeasure'
  const message =
    'Chỉ tiêu cần cả số lượng và đơn vị tính, ví dụ 2 và “cuộc đối thoại”. Hãy ghi đủ hoặc bỏ trống cả hai.'
  throw new Refusal('invalid', 'plan.target-not-whole', message, { [field]: message })
}

function periodOf({ periodFrom, periodTo }: TaskDetailsGiven): TaskDetails['period'] {
  const from = periodFrom ?? null
  const to = periodTo ?? null
  if (from === null && to === null) return null
  if (from === null || to === null) {
    const message = 'Thời gian thực hiện cần cả ngày bắt đầu và ngày kết thúc. Hãy ghi đủ hoặc bỏ trống cả hai.'
    throw new Refusal('invalid', 'plan.period-not-whole', message, {
      [from === null ? 'periodFrom' : 'periodTo']: message,
    })
  }
  if (from <= to) return { from, to }
  const message = `Ngày kết thúc ${formatCalendarDate(to)} ở trước ngày bắt đầu ${formatCalendarDate(from)}. Hãy kiểm tra lại.`
  throw new Refusal('invalid', 'plan.period-reversed', message, { periodTo: message })
}
