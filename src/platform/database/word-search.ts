import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * So many records that hold the words are read one by one. When there are more, the words are so common that a list in its own order
 * soon comes upon them.
 */
const MOST_READ = 5000

/** Where the words of a kind of record stand: one row each, with an index over the words. */
export type WordIndex = {
  table: string
  /** The column with the id of the record. */
  record: string
  words: string
}

/** The records that hold the words: all of them, or the first that came up when there are very many. */
export type FoundByWords = { ids: readonly string[]; isAll: boolean }

/**
 * Looks words up in their index, without regard to anything else that is asked. What is asked is a `tsquery`, best without phrases:
 * then the index alone decides.
 */
export async function foundByWords(
  database: Database,
  index: WordIndex,
  asked: RawBuilder<unknown>,
): Promise<FoundByWords> {
  const { rows } = await sql<{ id: string }>`select ${sql.ref(index.record)}::text as id from ${sql.table(index.table)}
    where ${sql.ref(index.words)} @@ ${asked} limit ${MOST_READ + 1}`.execute(database)
  return { ids: rows.map(({ id }) => id), isAll: rows.length <= MOST_READ }
}

/**
 * True for a record that holds the words. `record` is the id in the query around it. Very common words are asked of one record after
 * another as the list comes to it, which no plan can turn round.
 */
export function holdsWords(
  { ids, isAll }: FoundByWords,
  { index, record, asked }: { index: WordIndex; record: string; asked: RawBuilder<unknown> },
): RawBuilder<SqlBool> {
  if (isAll) return sql<SqlBool>`${sql.ref(record)} = any(${[...ids]}::bigint[])`
  return sql<SqlBool>`(select found.${sql.ref(index.words)} @@ ${asked} from ${sql.table(index.table)} found
    where found.${sql.ref(index.record)} = ${sql.ref(record)})`
}

/** Words as people type them, all of which must be there; accents don't matter. */
export const allWords = (words: string) => sql`plainto_tsquery('simple', searchable(${words}))`
