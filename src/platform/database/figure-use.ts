import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Database } from './database.ts'

/**
 * Where figures are used above the module that makes them: told on the page of an indicator, and asked before its definition changes.
 * A module says so at its door; `application.ts` hands the list to `indicators`, which therefore knows no report and no criterion.
 */
export type FigureUse = {
  /** What a person calls such places, such as “Loại báo cáo”. */
  title: string
  /** The places that ask for the indicator; `path` is null for what has no page of its own. */
  places: (database: Database, indicatorCode: string) => Promise<{ text: string; path: string | null }[]>
  /** The last day of the latest period whose figure was fixed there, such as in a report that was sent; null when none was. */
  fixedUntil?: (database: Database, indicatorCode: string) => Promise<CalendarDate | null>
}
