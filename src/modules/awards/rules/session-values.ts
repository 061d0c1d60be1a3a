import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Member } from './council.ts'

/** How many members a council can have on its form. */
export const SEATS = 15

type Kept = {
  readonly heldOn: CalendarDate
  readonly place: string
  readonly chairedBy: string
  readonly secretary: string
  readonly conclusion: string
  readonly members: readonly Member[]
  readonly version: number
}

/** The council's session as its form shows it. */
export function sessionValues(session: Kept): Record<string, string> {
  const { heldOn, place, chairedBy, secretary, conclusion, version } = session
  return {
    ...{ heldOn: formatCalendarDate(heldOn), place, chairedBy, secretary, conclusion, _version: String(version) },
    ...Object.fromEntries(
      session.members.flatMap((member, index) => [
        [`name:${index + 1}`, member.fullName],
        [`office:${index + 1}`, member.office],
        [`unit:${index + 1}`, member.unitId ?? ''],
        [`present:${index + 1}`, member.isPresent ? 'yes' : 'no'],
      ]),
    ),
  }
}
