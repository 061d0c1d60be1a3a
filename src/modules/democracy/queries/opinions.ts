import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

type Which = { ids: readonly string[] } | { after: string; most: number }

/** Opinions that the official may read, each with its theme and the theme's answer, by id; those taken back are left out. */
export function opinionsInReach(database: Database, official: Official, which: Which, today: CalendarDate) {
  const query = database
    .selectFrom('consultation_opinion as opinion')
    .innerJoin('consultation', 'consultation.id', 'opinion.consultation_id')
    .leftJoin('consultation_theme as theme', 'theme.id', 'opinion.theme_id')
    .leftJoin('account', 'account.id', 'opinion.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'opinion.id',
      'opinion.consultation_id as consultationId',
      'opinion.channel',
      'opinion.received_on as receivedOn',
      'opinion.content',
      'opinion.version',
      'opinion.changed_at as changedAt',
      'person.full_name as changedBy',
      'theme.title as theme',
      'theme.answer',
      'consultation.title as consultationTitle',
      sql<boolean>`opinion.created_by_account_id is not null`.as('wasWrittenDown'),
    ])
    .where('consultation.unit_id', 'in', unitsUnder(unitsFor(official, 'democracy.read'), today))
    .where('consultation.withdrawn_on', 'is', null)
    .where('opinion.withdrawn_on', 'is', null)
    .orderBy('opinion.id')
  return 'ids' in which
    ? query.where(sql<SqlBool>`opinion.id = any(${[...which.ids]}::bigint[])`).execute()
    : query.where('opinion.id', '>', which.after).limit(which.most).execute()
}

export type OpinionRecord = Awaited<ReturnType<typeof opinionsInReach>>[number]

/** One opinion; undefined when it is not there, was taken back, or is not the official's to read. */
export async function opinionById(
  database: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<OpinionRecord | undefined> {
  return (await opinionsInReach(database, official, { ids: [id] }, today))[0]
}

/** What the theme of a title was answered; empty while it was not, and when there is none. */
export async function answerOfTheme(
  database: Database,
  { consultationId, title }: { consultationId: string; title: string },
): Promise<string> {
  const theme = await database
    .selectFrom('consultation_theme')
    .select('answer')
    .where('consultation_id', '=', consultationId)
    .where('title', '=', title)
    .executeTakeFirst()
  return theme?.answer ?? ''
}

/** The consultations that have been published, within the official's reach, newest first. */
export function publishedToChoose(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('consultation')
    .select([
      'consultation.id',
      'consultation.title',
      sql<string>`unit_name_on(consultation.unit_id, consultation.opens_on)`.as('unitName'),
    ])
    .where('consultation.unit_id', 'in', unitsUnder(unitsFor(official, 'democracy.read'), today))
    .where('consultation.published_on', 'is not', null)
    .where('consultation.withdrawn_on', 'is', null)
    .orderBy('consultation.opens_on', 'desc')
    .orderBy('consultation.id', 'desc')
    .execute()
}
