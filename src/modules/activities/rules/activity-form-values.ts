import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { ActivityKind } from './activity.ts'
import { type ActivityDetails, detailFormValues } from './activity-details.ts'

/** A recorded activity as its form shows it. */
export function activityFormValues(
  activity: {
    kind: string
    title: string
    heldOn: string
    place: string
    unitId: string
    behalfUnitId: string | null
    chairedBy: string
    participantCount: number
    participantMethod: string
    details: ActivityDetails
    opinionCount: number
    content: string
    version: number
  },
  opinions: readonly { content: string }[],
): Record<string, string> {
  return {
    kind: activity.kind,
    title: activity.title,
    heldOn: formatCalendarDate(activity.heldOn),
    place: activity.place,
    unitId: activity.unitId,
    behalfUnitId: activity.behalfUnitId ?? '',
    chairedBy: activity.chairedBy,
    participantCount: String(activity.participantCount),
    participantMethod: activity.participantMethod,
    ...detailFormValues(activity.kind as ActivityKind, activity.details),
    opinionCount: String(activity.opinionCount),
    opinions: opinions.map((opinion) => opinion.content).join('\n'),
    content: activity.content,
    _version: String(activity.version),
  }
}
