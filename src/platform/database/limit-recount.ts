import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Official } from '../../vocabulary/official.ts'
import type { Database } from './database.ts'

/**
 * Last days that a module keeps on its rows and that follow from the calendar. When the days off of a year are decided or changed,
 * each module counts its open limits anew in the same transaction and tells the change on each record; limits of what has ended
 * stay as they were. A module says so at its door; `application.ts` hands the list to `calendar`, which knows no kind of record.
 */
export type LimitRecount = {
  /** What a person calls the things whose limits these are, such as “Đơn thư”. */
  title: string
  /**
   * Counts anew by the calendar that stands in the transaction, where days from `from` on differ.
   * Answers how many last days have changed.
   */
  recount: (
    transaction: Database,
    official: Official,
    change: { from: CalendarDate; today: CalendarDate; reason: string },
  ) => Promise<number>
}
