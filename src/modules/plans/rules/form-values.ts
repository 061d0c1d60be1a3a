import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { readingOf } from './deadline-reading.ts'
import { type Milestone, milestonesAsLines } from './milestones.ts'

/** A plan as its form shows it. */
export function planFormValues(plan: {
  unitId: string
  title: string
  year: number
  documentId: string | null
  ownIssuedOn: CalendarDate | null
  followingUnitId: string | null
  basedOnPlanId: string | null
  version: number
}): Record<string, string> {
  return {
    unitId: plan.unitId,
    title: plan.title,
    year: String(plan.year),
    documentId: plan.documentId ?? '',
    issuedOn: plan.ownIssuedOn === null ? '' : formatCalendarDate(plan.ownIssuedOn),
    followingUnitId: plan.followingUnitId ?? '',
    basedOnPlanId: plan.basedOnPlanId ?? '',
    _version: String(plan.version),
  }
}

/** A task as its form shows it. */
export function taskFormValues(
  task: {
    contentId: string
    title: string
    product: string
    dueOn: CalendarDate
    dueOnExcluded: boolean
    dueWording: 'by' | 'before'
    dueReadingReason: string
    dueTime: string | null
    targetAmount: number | null
    targetMeasure: string
    targetCounts: string | null
    periodFrom: CalendarDate | null
    periodTo: CalendarDate | null
    carriesOutContentId: string | null
    version: number
  },
  assignments: readonly { unitId: string; part: 'lead' | 'coordinate' }[],
  milestones: readonly Milestone[],
): Record<string, string | string[]> {
  const unitsWith = (part: 'lead' | 'coordinate') =>
    assignments.filter((each) => each.part === part).map((each) => each.unitId)
  const dayOf = (day: CalendarDate | null) => (day === null ? '' : formatCalendarDate(day))
  return {
    contentId: task.contentId,
    title: task.title,
    product: task.product,
    dueOn: formatCalendarDate(task.dueOn),
    dueReading: readingOf(task),
    dueReadingReason: task.dueReadingReason,
    dueTime: task.dueTime ?? '',
    targetAmount: task.targetAmount === null ? '' : String(task.targetAmount),
    targetMeasure: task.targetMeasure,
    targetCounts: task.targetCounts ?? '',
    periodFrom: dayOf(task.periodFrom),
    periodTo: dayOf(task.periodTo),
    milestones: milestonesAsLines(milestones),
    carriesOutContentId: task.carriesOutContentId ?? '',
    leadUnitIds: unitsWith('lead'),
    coordinatingUnitIds: unitsWith('coordinate'),
    _version: String(task.version),
  }
}
