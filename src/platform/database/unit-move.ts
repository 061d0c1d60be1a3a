import type { RawBuilder, SqlBool } from 'kysely'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'

/**
 * Rows of a module that follow their unit into its heir when a reorganisation ends it: work that is still open, and what is dated
 * on the effective day or later and was entered under the old unit. A module says so at its door; `application.ts` hands the list
 * to `organisation`, which therefore knows no kind of record.
 *
 * A column may only move for open work when no figure counts by it, or when the fact asks `unit_before_reorganisations`: what was
 * counted for a unit on its day stays counted there.
 */
export type UnitMove = {
  /** What a person calls such rows, such as “Đơn thư đang giải quyết”. */
  title: string
  /** The table, whose key is `id`. */
  table: string
  /** The column that names the unit. */
  unitColumn: string
  /** True for the rows, as `record`, that follow their unit which ends on the day before. */
  follows: (effectiveOn: CalendarDate) => RawBuilder<SqlBool>
  /** How one row, as `record`, is named in an example. Nothing that only some may read: a number and a day. */
  label: RawBuilder<string>
  /** Columns that together with the unit are unique: where the heir has such a row already, the row stays with the old unit. */
  uniqueWith?: readonly string[]
  /** True when `version` counts the changes of a row: whoever has it open learns that it moved. */
  hasVersion?: boolean
  /** Why such rows stay with the old unit; they are then only told, and the heir works on them by lineage. */
  stays?: string
}
