import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import './submission-tables.ts'
import './tables.ts'

export const PUBLICATIONS_PER_PAGE = 20

/** Of what waits for a second look only the title that was public before is shown. */
export const shownTitle = sql<string>`case when publication.state = 'published' then publication.title else publication.listed_title end`
export const isShown = sql<SqlBool>`(publication.state in ('listed', 'published')
  or (publication.state = 'proposed' and publication.listed_title <> ''))`

/** What everybody may read: titles of open matters, and answered ones with their words. Never a denunciation, whatever the row says. */
function publicOnes(database: Database, today: CalendarDate) {
  return database
    .selectFrom('publication')
    .innerJoin('petition', 'petition.id', 'publication.petition_id')
    .select([
      'publication.petition_id as petitionId',
      shownTitle.as('title'),
      'publication.state as publicationState',
      'publication.decided_on as publishedOn',
      'petition.state',
      'petition.kind_code as kind',
      'petition.received_on as receivedOn',
      'petition.answered_on as answeredOn',
      sql<string>`case when publication.state = 'published' then publication.words else '' end`.as('words'),
      sql<string>`case when publication.state = 'published' then publication.answer else '' end`.as('answer'),
      sql<string>`unit_name_on(petition.handling_unit_id, coalesce(petition.ended_on, ${today}::date))`.as('unitName'),
    ])
    .where(isShown)
    .where('petition.kind_code', '<>', 'denunciation')
}

/** Public petitions, newest first, with words in title, content or answer; accents don't matter. */
export async function publications(
  database: Database,
  { words, after }: { words?: string | undefined; after?: string | undefined },
  today: CalendarDate,
) {
  let query = publicOnes(database, today)
    .orderBy('publication.petition_id', 'desc')
    .limit(PUBLICATIONS_PER_PAGE + 1)
  if (words && words.trim() !== '') query = query.where(matches(words))
  if (/^\d{1,18}$/.test(after ?? '')) query = query.where('publication.petition_id', '<', after ?? '0')
  const rows = await query.execute()
  const page = rows.slice(0, PUBLICATIONS_PER_PAGE)
  return { rows: page, next: rows.length > PUBLICATIONS_PER_PAGE ? (page.at(-1)?.petitionId ?? null) : null }
}

/** Of an open matter only the title is public, and only by its title it is found. */
function matches(words: string) {
  return sql<SqlBool>`((publication.state = 'published'
      and publication.search @@ plainto_tsquery('simple', searchable(${words})))
    or (publication.state <> 'published'
      and to_tsvector('simple', searchable(publication.listed_title)) @@ plainto_tsquery('simple', searchable(${words}))))`
}

/** One public petition; undefined when it is not public (any more). */
export function publicationOf(database: Database, petitionId: string, today: CalendarDate) {
  return publicOnes(database, today).where('publication.petition_id', '=', petitionId).executeTakeFirst()
}

/** The public words of a petition for officials, whatever their state, with who wrote them and how its sender wants it. */
export async function publicWordsOf(database: Database, petitionId: string) {
  const found = await sql<{
    visibility: 'public' | 'name-hidden' | 'closed' | null
    title: string | null
    words: string
    answer: string
    state: 'listed' | 'proposed' | 'published' | 'withdrawn' | null
    writtenByAccountId: string | null
    writtenBy: string | null
    writtenOn: string | null
    decisionNote: string
    version: number
  }>`
    select submission.visibility, publication.title, coalesce(publication.words, '') as words,
      coalesce(publication.answer, '') as answer, publication.state,
      publication.written_by_account_id::text as "writtenByAccountId", person.full_name as "writtenBy",
      publication.written_on as "writtenOn", coalesce(publication.decision_note, '') as "decisionNote",
      coalesce(publication.version, 0) as version
    from petition
    left join submission on submission.petition_id = petition.id
    left join publication on publication.petition_id = petition.id
    left join account on account.id = publication.written_by_account_id
    left join person on person.id = account.person_id
    where petition.id = ${petitionId}`.execute(database)
  const [row] = found.rows
  if (!row) throw new Error(`No petition ${petitionId}.`)
  return row
}

/** Public words that wait for a second look in the very units in which the official may decide on them; at most 20. */
export function publicationsWaitingFor(database: Database, official: Official) {
  const units = official.posts
    .filter((post) => post.permissions.includes('petition.publish'))
    .map((post) => post.unitId)
  return database
    .selectFrom('publication')
    .innerJoin('petition', 'petition.id', 'publication.petition_id')
    .select(['petition.id', 'petition.number', 'petition.year', 'publication.title'])
    .where('publication.state', '=', 'proposed')
    .where(sql<SqlBool>`petition.handling_unit_id = any(${units}::bigint[])`)
    .where(sql<SqlBool>`publication.written_by_account_id is distinct from ${official.accountId}::bigint`)
    .orderBy('publication.written_on')
    .limit(20)
    .execute()
}
