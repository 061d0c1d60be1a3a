import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Tables } from './database.ts'

/** A row with its columns of JSON as they are: they go into the statement as part of one text. */
export type RowToInsert<Table extends keyof Tables> = {
  [Column in keyof Insertable<Tables[Table]>]: Insertable<Tables[Table]>[Column] | Record<string, unknown>
}

/**
 * `insert into table (…) select …` for rows that all have the same columns, in one statement with one parameter, in their order. For
 * hundreds of rows; a thousand rows with a parameter for each value would be past what the protocol carries. What is a default of the
 * database is left out of the rows. `returning` may follow.
 */
export function insertRows<Table extends keyof Tables>(
  table: Table,
  rows: readonly RowToInsert<Table>[],
): RawBuilder<unknown> {
  // A column that a row does not name is null in it: no need to send that.
  const said = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)))
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.ref(column)))
  return sql`insert into ${sql.table(table)} (${columns}) select ${columns}
    from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(said)}::json)`
}
