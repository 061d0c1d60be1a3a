import { isWorkingDay, type WorkingCalendar } from '../../modules/calendar/index.ts'
import { derivedColumns } from '../../modules/petitions/actions/write-petition.ts'
import { afterEvent } from '../../modules/petitions/rules/legal-steps.ts'
import type { PetitionEvent } from '../../modules/petitions/rules/petition-event.ts'
import type { Standing } from '../../modules/petitions/rules/petition-standing.ts'
import { addDays, type CalendarDate, weekday, yearOf } from '../../vocabulary/calendar-date.ts'
import { HERE, type LifeTemplate } from './templates.ts'

/** The ten years of the generated province: fixed, so that the same size gives the same rows on any day. */
export const FIRST_DAY: CalendarDate = '2016-11-21'
export const LAST_DAY: CalendarDate = '2026-11-20'

/** The days on which work was done, oldest first: by the calendar, and in years that it does not know by the weekday. */
export function workedDays(calendar: WorkingCalendar): CalendarDate[] {
  const days: CalendarDate[] = []
  const known = calendar.knownYears
  for (let day = FIRST_DAY; day <= LAST_DAY; day = addDays(day, 1)) {
    const isKnown = known === null || (yearOf(day) >= known.first && yearOf(day) <= known.last)
    if (isKnown ? isWorkingDay(day, calendar) : weekday(day) <= 5) days.push(day)
  }
  return days
}

/** What a petition went through, and what its row says of it. Ids and the number stand as in templates.ts. */
export type Life = { readonly log: readonly PetitionEvent[]; readonly row: ReturnType<typeof derivedColumns> }

/**
 * The life of a petition that was registered on the given worked day and went as the template says, as far as the last day. Each
 * step is taken by the rules of the law; a template that they refuse is a defect of the template.
 */
export function livedThrough(
  template: LifeTemplate,
  registered: number,
  { days, calendar }: { days: readonly CalendarDate[]; calendar: WorkingCalendar },
): Life {
  const registeredOn = dayAt(days, registered)
  const receivedOn = dayAt(days, Math.max(0, registered - template.registeredAfter))
  const log: PetitionEvent[] = []
  let standing: Standing | null = null
  const happen = (event: PetitionEvent) => {
    standing = afterEvent(standing, event, LAST_DAY)
    log.push(event)
    return standing
  }
  happen({ kind: 'received', on: receivedOn, unitId: HERE, channel: template.channel })
  happen({ kind: 'registered', on: registeredOn, number: 1 })
  let after = happen({ kind: 'classified', on: registeredOn, petitionKind: template.kind })
  let at = registered
  for (const { after: wait, happens } of template.steps) {
    at += wait
    const on = days[at]
    if (on === undefined) break
    after = happen(happens(on))
  }
  return { log, row: derivedColumns(after, calendar) }
}

function dayAt(days: readonly CalendarDate[], at: number): CalendarDate {
  const day = days[at]
  if (day === undefined) throw new Error(`No worked day ${at}.`)
  return day
}
