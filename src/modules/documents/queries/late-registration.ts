import type { Database } from '../../../platform/database/database.ts'
import { type CalendarDate, dateInVietnam } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { addWorkingDays, calendarInForce } from '../../calendar/index.ts'
import { missedRegistrationDay } from '../rules/registration-day.ts'

/** The day by which an outgoing document had to be registered, when it was registered later; null also where that day is not known. */
export async function lateRegistration(
  database: Database,
  document: { direction: string; issuedOn: CalendarDate; createdAt: Date; illustration: string | null },
): Promise<CalendarDate | null> {
  if (document.direction !== 'outgoing' || document.illustration !== null) return null
  try {
    const nextWorkingDay = addWorkingDays(document.issuedOn, 1, await calendarInForce(database))
    return missedRegistrationDay({ registeredOn: dateInVietnam(document.createdAt), nextWorkingDay })
  } catch (refusal) {
    // The days off of that year were never entered.
    if (refusal instanceof Refusal) return null
    throw refusal
  }
}
