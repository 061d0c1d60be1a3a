import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Official } from '../../vocabulary/official.ts'
import type { Database } from './database.ts'

export type WorkToHandOver = {
  /** The unit for which the work is done. */
  unitId: string
  fromPersonId: string
  toPersonId: string
  note: string
}

/**
 * Open work that stands on one person's name in a unit and can pass to another person of it (bàn giao). A module says so at its
 * door; `application.ts` hands the list to `organisation`, which therefore knows no kind of record.
 */
export type Handover = {
  /** What a person calls such work, such as “Đơn thư đang xử lý”. */
  title: string
  /** How much of it there is. A number only: whoever hands over need not be allowed to read it. */
  count: (database: Database, of: Pick<WorkToHandOver, 'unitId' | 'fromPersonId'>) => Promise<number>
  /** Passes all of it on in the open transaction, each record with its own entry in the trail. Answers how much. */
  handOver: (
    transaction: Database,
    official: Official,
    work: WorkToHandOver & { today: CalendarDate },
  ) => Promise<number>
}
