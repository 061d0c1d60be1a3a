import type { Database } from '../../../../platform/database/database.ts'
import type { CalendarDate } from '../../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../../vocabulary/official.ts'
import { calendarInForce } from '../../../calendar/index.ts'
import { countedPetitions, type PetitionBehind, petitionDeadline, petitionsBehind } from '../../../petitions/index.ts'
import { countedVisits, type VisitBehind, visitsBehind } from '../../../reception/index.ts'
import type { Form } from '../../rules/forms/form.ts'
import { RECEPTION, type VisitAsCounted } from '../../rules/forms/form-of-reception.ts'
import { PETITION_FORMS } from '../../rules/forms/forms.ts'
import type { PetitionAsCounted } from '../../rules/forms/petition-as-counted.ts'

/** Counted things that are the same for every column, of one unit between two turns. */
export type Group<Counted> = { unitId: string; turnsPassed: number; counted: Counted; count: number }

export type Counting = {
  period: { from: CalendarDate; to: CalendarDate }
  turns: readonly CalendarDate[]
  reader: { official: Official; today: CalendarDate }
}

/** What forms are counted from: one pass over its records for all units and all its forms. */
export type CountedSource<Counted, Behind> = {
  /** Who may read the records behind the numbers; figures on denunciations in small units are for them alone. */
  permission: string
  forms: readonly Form<Counted>[]
  count: (database: Database, counting: Counting) => Promise<readonly Group<Counted>[]>
  behind: (
    database: Database,
    counting: Counting,
    asked: { groups: readonly Group<Counted>[]; after?: string | undefined },
  ) => Promise<{ rows: readonly Behind[]; listed: number; next: string | null }>
}

export const PETITIONS: CountedSource<PetitionAsCounted, PetitionBehind> = {
  permission: 'petition.read',
  forms: PETITION_FORMS,
  count: async (database, counting) =>
    countedPetitions(database, { ...counting, lastDayOf: lastDays(await calendarInForce(database)) }),
  behind: async (database, counting, asked) =>
    petitionsBehind(database, { ...counting, lastDayOf: lastDays(await calendarInForce(database)) }, asked),
}

export const VISITS: CountedSource<VisitAsCounted, VisitBehind> = {
  permission: 'reception.read',
  forms: [RECEPTION],
  count: (database, counting) => countedVisits(database, counting),
  behind: (database, { reader, ...counting }, asked) => visitsBehind(database, { ...counting, ...reader }, asked),
}

function lastDays(calendar: Parameters<typeof petitionDeadline>[1]) {
  return (limit: Parameters<typeof petitionDeadline>[0]): CalendarDate | null => {
    const counted = petitionDeadline(limit, calendar)
    return counted.known ? counted.deadline.due : null
  }
}
