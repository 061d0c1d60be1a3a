import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { foundByWords } from '../../../platform/database/word-search.ts'
import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { pairsOf, wordsOf } from '../../../vocabulary/text-likeness.ts'
import { type Comparable, LEAST_LIKENESS, type Likeness, likeness } from '../rules/likeness.ts'
import type { PetitionKind } from '../rules/petition-kind.ts'
import type { PetitionState } from '../rules/petition-standing.ts'
import { PETITION_WORDS } from './petitions.ts'
import { reachOf, withinUnits } from './reach.ts'
import './tables.ts'

/** A petition that may be about the same matter. */
export type PossibleDuplicate = Likeness & {
  id: string
  number: number
  year: number
  kind: Exclude<PetitionKind, 'denunciation'>
  state: PetitionState
  title: string
  receivedOn: CalendarDate
  unitName: string
  /** The petition with which it is one case, or itself. */
  caseId: string
}

/** Two petitions further apart than this are hardly one matter. */
const DAYS_BACK = 3 * 365
const MOST_COMPARED = 300
const MOST_PAIRS = 24
/** So many of the latest petitions within reach are looked through for single pairs of words: years of a unit, weeks of a province. */
const LATEST = 5000

type Asked = Omit<Comparable, 'fileDigests'> & { files: readonly string[] }

/**
 * Petitions within the official's reach that may be the same as one about to be registered, most alike first; at most 5. Those with
 * all its words, with the sender's name or with a file of it are found over three years; those with some of its words among the latest.
 * Then they are compared by `likeness`. Denunciations stand in no search and are never among them.
 */
export async function possibleDuplicates(
  database: Database,
  official: Official,
  given: Asked,
  today: CalendarDate,
): Promise<PossibleDuplicate[]> {
  const fileDigests = await digestsOf(database, official, given.files)
  const within = sql<SqlBool>`petition.kind_code <> 'denunciation' and petition.received_on >= ${addDays(today, -DAYS_BACK)}
    and ${withinUnits(official, await reachOf(database, official, today), today)}`
  const ids = new Set([
    ...(await wholeMatches(database, given)),
    ...(await petitionsWithFiles(database, fileDigests)),
    ...(await likeLatest(database, given, within)),
  ])
  const rows = await compared(database, [...ids], within)
  return rows
    .flatMap((row): PossibleDuplicate[] => {
      const { id, number, year, kind, state, title, receivedOn, unitName, caseId } = row
      const found = likeness({ ...given, fileDigests }, row)
      if (found.score < LEAST_LIKENESS || kind === 'denunciation') return []
      return [{ ...found, id, number, year, kind, state, title, receivedOn, unitName, caseId }]
    })
    .sort((one, other) => other.score - one.score)
    .slice(0, 5)
}

/** What the comparison needs of the petitions, the latest first. */
function compared(database: Database, ids: readonly string[], within: RawBuilder<SqlBool>) {
  return database
    .selectFrom('petition')
    .select([
      'petition.id',
      'petition.number',
      'petition.year',
      'petition.kind_code as kind',
      'petition.state',
      'petition.title',
      'petition.content',
      'petition.sender_name as senderName',
      'petition.sender_address as senderAddress',
      'petition.sender_phone as senderPhone',
      'petition.received_on as receivedOn',
      sql<string>`coalesce(petition.merged_into_id, petition.id)`.as('caseId'),
      sql<string>`unit_name_on(petition.unit_id, petition.received_on)`.as('unitName'),
      sql<
        string[]
      >`array(select file.sha256 from attachment join stored_file file on file.id = attachment.stored_file_id
        where attachment.subject_kind = 'petition' and attachment.subject_id = petition.id::text)`.as('fileDigests'),
    ])
    .where(sql<SqlBool>`petition.id = any(${[...ids]}::bigint[])`)
    .where(within)
    .orderBy('petition.received_on', 'desc')
    .orderBy('petition.id', 'desc')
    .limit(MOST_COMPARED)
    .execute()
}

/** Petitions with all words of the summary, or of the sender's name; none where these are so common that they prove nothing. */
async function wholeMatches(database: Database, { title, senderName }: Asked): Promise<string[]> {
  const wholes = [wordsOf(title), wordsOf(senderName)].filter((words) => words.length > 1)
  const found = await Promise.all(
    wholes.map((words) => foundByWords(database, PETITION_WORDS, sql`to_tsquery('simple', ${words.join(' & ')})`)),
  )
  return found.flatMap(({ ids, isAll }) => (isAll ? ids : []))
}

async function petitionsWithFiles(database: Database, digests: readonly string[]): Promise<string[]> {
  if (digests.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select attachment.subject_id as id from attachment join stored_file file on file.id = attachment.stored_file_id
    where attachment.subject_kind = 'petition' and file.sha256 = any(${[...digests]}::text[])`.execute(database)
  return rows.map(({ id }) => id)
}

/** Those of the latest petitions within reach that share a pair of neighbouring words of the summary, or the sender's whole name. */
async function likeLatest(database: Database, given: Asked, within: RawBuilder<SqlBool>): Promise<string[]> {
  const asked = askedWords(given)
  if (asked === '') return []
  const { rows } = await sql<{ id: string }>`
    select latest.id::text as id from (
      select petition.id from petition where ${within} order by petition.received_on desc, petition.id desc limit ${LATEST}
    ) latest
    where (select search.words @@ to_tsquery('simple', ${asked}) from petition_search search where search.petition_id = latest.id)
    limit ${MOST_COMPARED}`.execute(database)
  return rows.map(({ id }) => id)
}

/** Any two neighbouring words of the summary, or the whole name of the sender, in the language of the search. */
function askedWords({ title, senderName }: { title: string; senderName: string }): string {
  const pairs = [...pairsOf(title)].slice(0, MOST_PAIRS).map((pair) => pair.replace(' ', ' <-> '))
  const name = wordsOf(senderName)
  const parts = [...pairs, ...(name.length > 1 ? [name.join(' <-> ')] : [])]
  return parts.map((part) => `(${part})`).join(' | ')
}

/** The digests of files that this official has just stored. */
async function digestsOf(database: Database, official: Official, files: readonly string[]): Promise<string[]> {
  if (files.length === 0) return []
  const rows = await database
    .selectFrom('stored_file')
    .select('sha256')
    .where('id', 'in', [...files])
    .where('uploaded_by_account_id', '=', official.accountId)
    .execute()
  return rows.map(({ sha256 }) => sha256)
}
