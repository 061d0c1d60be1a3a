import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import type { RowOutcome } from '../rules/batch.ts'
import './tables.ts'

export const ROWS_PER_PAGE = 50

/** The batches of this person, the last first; at most 20, with how many there are in all. */
export async function batchesOf(database: Database, official: Official) {
  const own = database.selectFrom('import_batch').where('account_id', '=', official.accountId)
  const { count } = await own.select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  const rows = await own
    .select(['id', 'kind', 'source_name as sourceName', 'state', 'created_at as createdAt', 'row_count as rowCount'])
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return { rows, total: Number(count) }
}

/** One batch of this person; undefined for those of others. */
export function batchById(database: Database, official: Official, id: string) {
  return database
    .selectFrom('import_batch')
    .select(['id', 'kind', 'source_name as sourceName', 'state', 'all_or_nothing as allOrNothing', 'sheets', 'message'])
    .select([
      'row_count as rowCount',
      'done_count as doneCount',
      'new_count as newCount',
      'changed_count as changedCount',
    ])
    .select([
      'same_count as sameCount',
      'faulty_count as faultyCount',
      'created_at as createdAt',
      'applied_at as appliedAt',
    ])
    .select(['undone_at as undoneAt'])
    .where('id', '=', id)
    .where('account_id', '=', official.accountId)
    .executeTakeFirst()
}

export type BatchRecord = NonNullable<Awaited<ReturnType<typeof batchById>>>

/** What is wrong in the batch, in the order of the file, one page of 50 after the given place. */
export function faultsOfBatch(database: Database, batchId: string, after: number) {
  return database
    .selectFrom('import_fault')
    .select(['position', 'cell', 'code', 'message', 'remedy'])
    .where('batch_id', '=', batchId)
    .orderBy('position')
    .orderBy('sequence')
    .offset(after)
    .limit(ROWS_PER_PAGE + 1)
    .execute()
}

/** How many faults of each kind, the most first. */
export async function faultKinds(database: Database, batchId: string) {
  const { rows } = await sql<{ code: string; count: number; message: string; cell: string }>`
    select code, count(*)::int as count, (array_agg(message order by position))[1] as message, (array_agg(cell order by position))[1] as cell
    from import_fault where batch_id = ${batchId} group by code order by count(*) desc, code`.execute(database)
  return rows
}

/** Rows of one outcome, one page after the given position. */
export function rowsOfBatch(
  database: Database,
  batchId: string,
  { outcome, after }: { outcome: RowOutcome; after: number },
) {
  return database
    .selectFrom('import_row')
    .select(['position', 'sheet', 'row_number as rowNumber', 'record_id as recordId', 'entered', 'before', 'done'])
    .where('batch_id', '=', batchId)
    .where('outcome', '=', outcome)
    .where('position', '>', after)
    .orderBy('position')
    .limit(ROWS_PER_PAGE + 1)
    .execute()
}

/** What became of the rows that were written: how many stand, were taken back, were left. */
export async function countsOfDone(database: Database, batchId: string) {
  const { rows } = await sql<{ applied: number; undone: number; left: number }>`
    select count(*) filter (where done = 'applied')::int as applied, count(*) filter (where done = 'undone')::int as undone,
      count(*) filter (where done = 'left')::int as left
    from import_row where batch_id = ${batchId}`.execute(database)
  return rows[0] ?? { applied: 0, undone: 0, left: 0 }
}
