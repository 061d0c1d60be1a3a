import type { RawBuilder, SqlBool } from 'kysely'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Official } from '../../vocabulary/official.ts'

/**
 * What can be counted in a module: one kind of record, laid out so that figures can be counted from it.
 * A module offers its facts at its door; `application.ts` hands them to `indicators`, which therefore knows no kind of record.
 */
export type Fact = {
  /** The kind of record, such as `activity`. */
  code: string
  /** What a person calls one such record, such as “Hoạt động”. */
  title: string
  /**
   * A select with one row per record and these columns: `record_id text`, `title text`, `unit_id bigint` (owner, the unit of its day),
   * `behalf_unit_id bigint` (the body on whose behalf it was done, null when its own), `from_date date`, `to_date date`
   * (the same day for a thing that happens; the span, with null for “still”, for a thing that lasts),
   * and one column per dimension (text, or boolean) and per measure (numeric).
   */
  source: RawBuilder<unknown>
  /**
   * Of what lasts and is many: the source also has `until_date date`, the first day on which it holds no longer, `infinity` while it does.
   * With an index over it, what holds on a day is found without reading all that has ended.
   */
  hasUntilDate?: true
  /** `event` happens on `from_date`; `state` holds from `from_date` until `to_date` inclusive. */
  time: 'event' | 'state'
  /** Columns one can filter by, with their Vietnamese titles and, where the values are a closed list, theirs. */
  dimensions: Readonly<Record<string, { title: string; values?: Readonly<Record<string, string>> }>>
  /** Columns one can sum, with Vietnamese title and unit (“người”, “ý kiến”). */
  measures: Readonly<Record<string, { title: string; unit: string }>>
  /** Columns (text) that say who it is about, so that different persons can be counted, each once. */
  identities?: Readonly<Record<string, { title: string; unit: string }>>
  /**
   * Who may read single records. Everybody else who sees a figure learns of them only as a number, without title and link.
   * `permission` is the one that the page of a record asks for; `allows` is its scope, for `where` on rows of the source named `fact`:
   * true for exactly the records whose page would open for the official.
   */
  reading: { permission: string; allows: (official: Official, today: CalendarDate) => RawBuilder<SqlBool> }
  /** The page of one record. */
  recordPath: (recordId: string) => string
}
