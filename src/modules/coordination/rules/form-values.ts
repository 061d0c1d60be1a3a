import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type CoordinationKind, type Duty, dutiesAsLines } from './coordination.ts'

/** What is drafted, as its form shows it. */
export function coordinationFormValues(
  given: {
    kind: CoordinationKind
    title: string
    reference: string
    startsOn: CalendarDate
    endsOn: CalendarDate | null
    reportMonth: number | null
    reportDay: number | null
    basedOnId: string | null
    leadUnitId: string
    version: number
  },
  parties: readonly { unitId: string | null; outsideName: string | null; position: number }[],
  duties: readonly Duty[],
): Record<string, string> {
  const partners = parties.filter((party) => party.unitId !== null && party.position > 1)
  return {
    kind: given.kind,
    title: given.title,
    reference: given.reference,
    leadUnitId: given.leadUnitId,
    secondUnitId: partners[0]?.unitId ?? '',
    thirdUnitId: partners[1]?.unitId ?? '',
    outsideParties: parties.flatMap((party) => party.outsideName ?? []).join('\n'),
    startsOn: formatCalendarDate(given.startsOn),
    endsOn: given.endsOn === null ? '' : formatCalendarDate(given.endsOn),
    reportDay: given.reportDay === null ? '' : String(given.reportDay),
    reportMonth: given.reportMonth === null ? '' : String(given.reportMonth),
    basedOnId: given.basedOnId ?? '',
    duties: dutiesAsLines(duties),
    _version: String(given.version),
  }
}
