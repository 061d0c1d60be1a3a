import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { ActivityKind } from './activity.ts'
import { type ActivityDetails, detailFormValues } from './activity-details.ts'
import { type AgendaLine, agendaAsText } from './agenda.ts'

/** A planned activity as its form shows it. */
export function plannedActivityFormValues(
  planned: {
    kind: ActivityKind
    title: string
    plannedOn: string
    startsAt: string
    place: string
    unitId: string
    chairedBy: string
    content: string
    details: ActivityDetails
    version: number
  },
  agenda: readonly AgendaLine[],
): Record<string, string> {
  return {
    kind: planned.kind,
    title: planned.title,
    plannedOn: formatCalendarDate(planned.plannedOn),
    startsAt: planned.startsAt,
    place: planned.place,
    unitId: planned.unitId,
    chairedBy: planned.chairedBy,
    content: planned.content,
    agenda: agendaAsText(agenda),
    ...detailFormValues(planned.kind, planned.details),
    _version: String(planned.version),
  }
}
