import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

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
    version: number
  },
  assignments: readonly { unitId: string; part: 'lead' | 'coordinate' }[],
): Record<string, string | string[]> {
  const unitsWith = (part: 'lead' | 'coordinate') =>
    assignments.filter((each) => each.part === part).map((each) => each.unitId)
  return {
    contentId: task.contentId,
    title: task.title,
    product: task.product,
    dueOn: formatCalendarDate(task.dueOn),
    ...(task.dueOnExcluded ? { dueOnExcluded: 'yes' } : {}),
    leadUnitIds: unitsWith('lead'),
    coordinatingUnitIds: unitsWith('coordinate'),
    _version: String(task.version),
  }
}
