import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import './tables.ts'

/** The first row before the given position that would take each of these keys, if it is to be written. */
export async function takenKeys(
  database: Database,
  { batchId, upTo, keys }: { batchId: string; upTo: number; keys: readonly string[] },
): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ key: string; rowNumber: number }>`
    select distinct on (taken.key) taken.key, row.row_number as "rowNumber"
    from import_row_key taken join import_row row using (batch_id, position)
    where taken.batch_id = ${batchId} and taken.key = any(${[...new Set(keys)]}::text[]) and taken.position <= ${upTo}
      and row.outcome in ('new', 'changed')
    order by taken.key, taken.position`.execute(database)
  return new Map(rows.map(({ key, rowNumber }) => [key, rowNumber]))
}

/** Keeps what the rows at these positions would take, in the place of what was kept of them when they were tried before. */
export async function keepKeys(
  transaction: Database,
  batchId: string,
  { positions, taken }: { positions: readonly number[]; taken: readonly { position: number; key: string }[] },
): Promise<void> {
  await transaction
    .deleteFrom('import_row_key')
    .where('batch_id', '=', batchId)
    .where('position', 'in', [...positions])
    .execute()
  if (taken.length === 0) return
  await sql`
    insert into import_row_key (batch_id, key, position)
    select ${batchId}, key, position from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as given (position integer, key text)
    on conflict do nothing`.execute(transaction)
}
