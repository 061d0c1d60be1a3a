import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { type Excerpt, excerptOf, LONGEST_AROUND, wordsAsked } from '../rules/excerpt.ts'
import { readsLimited, searchText } from './document-reach.ts'

/** Of one document, so many files are named in a list. */
const FILES_NAMED = 3

/** A file in which the words stand. */
export type FoundInFile = { attachmentId: string; fileName: string; excerpt: Excerpt }

/** Where the words of a search stand in a document: in its number, summary or issuer, in so many files, of which the first are named. */
export type FoundIn = { inRegister: boolean; files: FoundInFile[]; fileCount: number }

const query = (words: string) => sql`plainto_tsquery('simple', ${searchText(sql`${words}`)})`

/**
 * For `where`: words as people type them, all of them in number, summary or issuer or all of them in one file that the official may
 * read; accents, slashes and hyphens don't matter.
 */
export function holdsWords(words: string, official: Official, today: CalendarDate): RawBuilder<SqlBool> {
  const inFiles = (limited: RawBuilder<SqlBool>) => sql`select text.document_id from attachment_text_part part
    join attachment_text text on text.attachment_id = part.attachment_id
    join attachment on attachment.id = part.attachment_id
    where part.words @@ ${query(words)} and attachment.removed_at is null and ${limited}`
  return sql<SqlBool>`(
    document.id in (
      select search.document_id from document_search search where search.words @@ ${query(words)}
      union all ${inFiles(sql<SqlBool>`not attachment.is_limited`)})
    or (document.limits = 'files' and ${readsLimited(official, today)}
      and document.id in (${inFiles(sql<SqlBool>`attachment.is_limited`)})))`
}

/** Where the words stand in these documents, which the official may read; a file that they may not read is not among it. */
export async function whereFound(
  database: Database,
  official: Official,
  { ids, words, today }: { ids: readonly string[]; words: string; today: CalendarDate },
): Promise<ReadonlyMap<string, FoundIn>> {
  const asked = wordsAsked(words)
  if (ids.length === 0 || asked.length === 0) return new Map()
  const [registered, files] = await Promise.all([
    sql<{ id: string }>`select search.document_id::text as id from document_search search
      where search.document_id = any(${[...ids]}::bigint[]) and search.words @@ ${query(words)}`.execute(database),
    filesWith(database, official, { ids, words, asked, today }),
  ])
  const inRegister = new Set(registered.rows.map(({ id }) => id))
  return new Map(
    ids.map((id) => {
      const own = files.filter((file) => file.documentId === id)
      const named = own.slice(0, FILES_NAMED).map(({ attachmentId, fileName, around }) => ({
        ...{ attachmentId, fileName },
        excerpt: excerptOf(around, asked),
      }))
      return [id, { inRegister: inRegister.has(id), files: named, fileCount: own.length }]
    }),
  )
}

type Asked = { ids: readonly string[]; words: string; asked: readonly string[]; today: CalendarDate }

/** The text around the first place where the words stand together, or where one of them stands. */
async function filesWith(database: Database, official: Official, { ids, words, asked, today }: Asked) {
  const phrase = asked.join(' ')
  // The words hold nothing but letters and digits: see `wordsAsked`.
  const one = `\\m(${asked.join('|')})\\M`
  const { rows } = await sql<{ documentId: string; attachmentId: string; fileName: string; around: string }>`
    select text.document_id::text as "documentId", attachment.id::text as "attachmentId", file.name as "fileName",
      substr(part.content, greatest(place.at - 100, 1)::int, ${LONGEST_AROUND}) as around
    from attachment_text text
    join attachment on attachment.id = text.attachment_id
    join stored_file file on file.id = attachment.stored_file_id
    join document on document.id = text.document_id
    cross join lateral (select each.content, searchable(each.content) as plain from attachment_text_part each
      where each.attachment_id = text.attachment_id and each.words @@ ${query(words)} order by each.part limit 1) part
    cross join lateral (select coalesce(nullif(strpos(part.plain, ${phrase}), 0),
      nullif(regexp_instr(part.plain, ${one}), 0), 1) as at) place
    where text.document_id = any(${[...ids]}::bigint[]) and attachment.removed_at is null
      and (not attachment.is_limited or ${readsLimited(official, today)})
    order by text.document_id, attachment.id`.execute(database)
  return rows
}
