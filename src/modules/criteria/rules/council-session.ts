import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

/** How many members a council can have on its form. */
export const SEATS = 15

/** Who sits on a council; `unitId` is where they work, null where that plays no part. */
export type CouncilMember = {
  readonly fullName: string
  readonly office: string
  readonly unitId: string | null
  readonly isPresent: boolean
}

type Kept = {
  readonly heldOn: CalendarDate
  readonly place: string
  readonly chairedBy: string
  readonly secretary: string
  readonly conclusion: string
  readonly members: readonly CouncilMember[]
  readonly version: number
}

/** A council's session as its form shows it. */
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

/** The members typed on the form, those with a name; a unit that is none of `unitIds` is none. */
export function membersTyped(
  entered: Readonly<Record<string, unknown>>,
  unitIds: ReadonlySet<string>,
): CouncilMember[] {
  const typed = typedIn(entered)
  return Array.from({ length: SEATS }, (_seat, index) => index + 1)
    .filter((seat) => typed(`name:${seat}`) !== '')
    .map((seat) => ({
      fullName: typed(`name:${seat}`).slice(0, 200),
      office: typed(`office:${seat}`).slice(0, 200),
      unitId: unitIds.has(typed(`unit:${seat}`)) ? typed(`unit:${seat}`) : null,
      isPresent: typed(`present:${seat}`) !== 'no',
    }))
}

/** Reads what was typed into a form whose fields have numbered names; empty for what was not. */
export function typedIn(entered: Readonly<Record<string, unknown>>): (field: string) => string {
  return (field) => {
    const value = entered[field]
    return typeof value === 'string' ? value.normalize('NFC').trim() : ''
  }
}
