import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Official } from '../../vocabulary/official.ts'
import type { Database } from '../database/database.ts'
import type { FileStore } from '../files/file-store.ts'
import type { PageContext } from '../page/index.ts'

/** What every request works with. `today` is the date in Viet Nam when the request came in. */
export type PublicContext = {
  database: Database
  files: FileStore
  today: CalendarDate
  now: Date
  official: Official | null
  /** What the layout of a page shows around its content. */
  page: PageContext
  publicUrl: string
}

/** The same, when somebody has signed in. */
export type Context = PublicContext & { official: Official }
