import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { attachmentsOf } from '../../documents/index.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

const PER_PAGE = 50

/** Consultations within the official's reach, newest first, a page of 50 with the cursor of the next; withdrawn ones left out. */
export async function consultations(
  database: Database,
  official: Official,
  { after }: { after?: string | undefined },
  today: CalendarDate,
) {
  let query = all(database)
    .select(opinionCount)
    .where('consultation.unit_id', 'in', unitsUnder(unitsFor(official, 'democracy.read'), today))
    .where('consultation.withdrawn_on', 'is', null)
    .orderBy('consultation.opens_on', 'desc')
    .orderBy('consultation.id', 'desc')
    .limit(PER_PAGE + 1)
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(after ?? '')
  if (cursor) {
    query = query.where(
      sql<SqlBool>`(consultation.opens_on, consultation.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`,
    )
  }
  const rows = await query.execute()
  const page = rows.slice(0, PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > PER_PAGE && last ? `${last.opensOn}_${last.id}` : null }
}

/** One consultation; undefined when it is not there or not the official's to read. */
export function consultationById(database: Database, official: Official, id: string, today: CalendarDate) {
  return all(database)
    .leftJoin('account', 'account.id', 'consultation.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'consultation.withdrawn_reason as withdrawnReason',
      'consultation.illustration',
      'consultation.version',
      'consultation.changed_at as changedAt',
      'person.full_name as changedBy',
      sql<boolean>`consultation.unit_id in ${unitsUnder(unitsFor(official, 'democracy.write'), today)}`.as('isTheirs'),
    ])
    .where('consultation.id', '=', id)
    .where('consultation.unit_id', 'in', unitsUnder(unitsFor(official, 'democracy.read'), today))
    .executeTakeFirst()
}

export type Consultation = NonNullable<Awaited<ReturnType<typeof consultationById>>>

/** The themes of a consultation with how many opinions each holds; one that holds none and was not answered is none. The caller has checked that the reader may see it. */
export function themesOf(database: Database, consultationId: string) {
  return database
    .selectFrom('consultation_theme as theme')
    .select([
      'theme.id',
      'theme.title',
      'theme.answer',
      'theme.answered_on as answeredOn',
      'theme.version',
      sql<number>`(select count(*)::int from consultation_opinion opinion
        where opinion.theme_id = theme.id and opinion.withdrawn_on is null)`.as('count'),
    ])
    .where('theme.consultation_id', '=', consultationId)
    .where(
      sql<SqlBool>`(theme.answer <> '' or exists (select from consultation_opinion held
        where held.theme_id = theme.id and held.withdrawn_on is null))`,
    )
    .orderBy('theme.id')
    .limit(MOST_SHOWN)
    .execute()
}

/** Of one theme no more opinions than these are shown on a page. */
const MOST_SHOWN = 500

/** Opinions that stand in no theme yet, or in the given one, oldest first, at most 500. The caller has checked that the reader may see the consultation. */
export function opinionsOfTheme(database: Database, consultationId: string, themeId: string | null) {
  const query = database
    .selectFrom('consultation_opinion as opinion')
    .select(['opinion.id', 'opinion.channel', 'opinion.content', 'opinion.received_on as receivedOn'])
    .where('opinion.consultation_id', '=', consultationId)
    .where('opinion.withdrawn_on', 'is', null)
    .orderBy('opinion.id')
    .limit(500)
  return (
    themeId === null ? query.where('opinion.theme_id', 'is', null) : query.where('opinion.theme_id', '=', themeId)
  ).execute()
}

type Opinion = Awaited<ReturnType<typeof opinionsOfTheme>>[number]

/** `wasWrittenDown`: by an official, who may mend it; what a person sent stays as it was sent. */
export type OpinionsShown = { total: number; opinions: (Opinion & { wasWrittenDown: boolean })[] }

/** The opinions of a consultation by theme (null: in none yet), of each the first 500 with how many there are. */
export async function opinionsByTheme(
  database: Database,
  consultationId: string,
): Promise<ReadonlyMap<string | null, OpinionsShown>> {
  const rows = await database
    .selectFrom((opinions) =>
      opinions
        .selectFrom('consultation_opinion as opinion')
        .select([
          'opinion.id',
          'opinion.channel',
          'opinion.content',
          'opinion.received_on as receivedOn',
          'opinion.theme_id as themeId',
          sql<boolean>`opinion.created_by_account_id is not null`.as('wasWrittenDown'),
          sql<number>`(count(*) over (partition by opinion.theme_id))::int`.as('total'),
          sql<number>`(row_number() over (partition by opinion.theme_id order by opinion.id))::int`.as('place'),
        ])
        .where('opinion.consultation_id', '=', consultationId)
        .where('opinion.withdrawn_on', 'is', null)
        .as('numbered'),
    )
    .selectAll()
    .where('place', '<=', MOST_SHOWN)
    .orderBy('id')
    .execute()
  const themes = new Map<string | null, OpinionsShown>()
  for (const { themeId, total, place: _place, ...opinion } of rows) {
    const before = themes.get(themeId)
    if (before) before.opinions.push(opinion)
    else themes.set(themeId, { total, opinions: [opinion] })
  }
  return themes
}

/** One theme with its consultation's id; undefined when there is none. Its reach is that of the consultation. */
export function themeById(database: Database, id: string) {
  return database
    .selectFrom('consultation_theme')
    .select(['id', 'consultation_id as consultationId', 'title', 'answer', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Consultations that everybody may see, those that take opinions longest first; of one province where it is given. At most 200. */
export function publicConsultations(
  database: Database,
  { rootId, today }: { rootId?: string | undefined; today: CalendarDate },
) {
  let query = published(database, today)
    .orderBy('consultation.closes_on', 'desc')
    .orderBy('consultation.id', 'desc')
    .limit(200)
  if (rootId) {
    query = query.where(
      sql<SqlBool>`consultation.unit_id in (select unit_id from units_placed_under(${[rootId]}::bigint[], ${today}::date))`,
    )
  }
  return query.execute()
}

/** One consultation that everybody may see; undefined for a draft and for one that was withdrawn. */
export function publicConsultation(database: Database, id: string, today: CalendarDate) {
  return published(database, today).select(opinionCount).where('consultation.id', '=', id).executeTakeFirst()
}

/** The files of a consultation, for who has found it by `publicConsultation`. */
export const publicConsultationFilesOf = (database: Database, consultationId: string) =>
  attachmentsOf(database, { kind: 'consultation', id: consultationId })

/** A file of a consultation that everybody may see. */
export function publicConsultationFile(
  database: Database,
  given: { consultationId: string; attachmentId: string },
  today: CalendarDate,
) {
  return database
    .selectFrom('attachment')
    .innerJoin('stored_file as file', 'file.id', 'attachment.stored_file_id')
    .select(['file.name', 'file.media_type as mediaType', 'file.size_in_bytes as sizeInBytes', 'file.sha256'])
    .where('attachment.id', '=', given.attachmentId)
    .where('attachment.subject_kind', '=', 'consultation')
    .where('attachment.subject_id', '=', given.consultationId)
    .where('attachment.removed_at', 'is', null)
    .where(({ exists }) => exists(published(database, today).where('consultation.id', '=', given.consultationId)))
    .executeTakeFirst()
}

const opinionCount = sql<number>`(select count(*)::int from consultation_opinion opinion
  where opinion.consultation_id = consultation.id and opinion.withdrawn_on is null)`.as('opinionCount')

function published(database: Database, today: CalendarDate) {
  return all(database).where('consultation.published_on', '<=', today).where('consultation.withdrawn_on', 'is', null)
}

function all(database: Database) {
  return database
    .selectFrom('consultation')
    .select([
      'consultation.id',
      'consultation.unit_id as unitId',
      'consultation.matter',
      'consultation.title',
      'consultation.content',
      'consultation.document_number as documentNumber',
      'consultation.opens_on as opensOn',
      'consultation.closes_on as closesOn',
      'consultation.published_on as publishedOn',
      'consultation.conclusion',
      'consultation.concluded_on as concludedOn',
      'consultation.withdrawn_on as withdrawnOn',
      sql<string>`unit_name_on(consultation.unit_id, consultation.opens_on)`.as('unitName'),
    ])
}
