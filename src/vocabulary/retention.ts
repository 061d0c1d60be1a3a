import { addDays, type CalendarDate } from './calendar-date.ts'

/** How long a class of records is kept, and since when that holds; both null while no act was found that says so. */
export type RetentionPeriod = { periodInYears: number | null; validFrom: CalendarDate | null }

/**
 * The last day of ending (an answer given, results made public) after which a record is no longer kept today; null while no period is in
 * force, and then nothing is erased. Unit: whole calendar years after that day; the day on which they are full still belongs to the period.
 */
export function lastDayNoLongerKept(
  { periodInYears, validFrom }: RetentionPeriod,
  today: CalendarDate,
): CalendarDate | null {
  if (periodInYears === null || validFrom === null || validFrom > today) return null
  const year = String(Number(today.slice(0, 4)) - periodInYears).padStart(4, '0')
  // 29 February goes with 28 February of a year that has none: kept a day longer rather than a day less.
  const dayOfYear = today.slice(5) === '02-29' ? '02-28' : today.slice(5)
  return addDays(`${year}-${dayOfYear}`, -1)
}
