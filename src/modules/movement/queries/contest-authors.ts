import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import './tables.ts'

/**
 * Whose the works of judged contests are. Here alone is `contest_author` read to be shown, and only to a secretary of the contest:
 * a juror never has that part (the database keeps the two apart). Nobody but web pages and sheets of secretaries asks this.
 */
function authors(database: Database, official: Official) {
  return database
    .selectFrom('contest_author as author')
    .innerJoin('contest_entry as entry', 'entry.id', 'author.entry_id')
    .leftJoin('person', 'person.id', 'author.entered_by_person_id')
    .select([
      'author.entry_id as entryId',
      'author.author_name as authorName',
      'author.author_place as authorPlace',
      'author.contact',
      'author.unit_id as unitId',
      'person.full_name as enteredBy',
    ])
    .where(
      sql<SqlBool>`exists (select from contest_member member where member.contest_id = entry.contest_id
        and member.person_id = ${official.personId} and member.part = 'secretary')`,
    )
}

/** The authors of all works of a contest by the id of the work; empty for whoever is not its secretary. */
export async function authorsOf(database: Database, official: Official, contestId: string) {
  const rows = await authors(database, official).where('entry.contest_id', '=', contestId).execute()
  return new Map(rows.map((row) => [row.entryId, row]))
}

/** The author of one work; undefined for whoever is not secretary of its contest. */
export function authorOf(database: Database, official: Official, entryId: string) {
  return authors(database, official).where('author.entry_id', '=', entryId).executeTakeFirst()
}

/** The works of the contests of which the official is secretary, with their authors, by id; without those whose author was erased. */
export function worksWithAuthors(
  database: Database,
  official: Official,
  which: { ids: readonly string[] } | { after: string; most: number },
) {
  const query = authors(database, official)
    .clearSelect()
    .select([
      'entry.id',
      'entry.contest_id as contestId',
      'entry.work_title as workTitle',
      'entry.content',
      'author.author_name as authorName',
      'author.author_place as authorPlace',
      'author.contact',
      'author.unit_id as unitId',
    ])
    .where('author.erased_on', 'is', null)
    .orderBy('entry.id')
  return 'ids' in which
    ? query.where(sql<SqlBool>`entry.id = any(${[...which.ids]}::bigint[])`).execute()
    : query.where('entry.id', '>', which.after).limit(which.most).execute()
}

/** The secretaries of a contest. */
export function secretariesOf(database: Database, contestId: string) {
  return database
    .selectFrom('contest_member as member')
    .innerJoin('person', 'person.id', 'member.person_id')
    .select(['member.person_id as personId', 'person.full_name as fullName'])
    .where('member.contest_id', '=', contestId)
    .where('member.part', '=', 'secretary')
    .orderBy('person.full_name')
    .execute()
}
