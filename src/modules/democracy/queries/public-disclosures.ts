import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { attachmentsOf } from '../../documents/index.ts'
import { contentTitle, postingsOf } from './disclosures.ts'
import './tables.ts'

/** Communes that have made something public, by name, with how much; of one province where it is given. */
export async function disclosingCommunes(
  database: Database,
  { rootId, today }: { rootId?: string | undefined; today: CalendarDate },
) {
  const { rows } = await sql<{ id: string; name: string; count: number; latestOn: CalendarDate }>`
    select disclosure.unit_id::text as id, unit_name_on(disclosure.unit_id, ${today}::date) as name, count(*)::int as count,
      max(disclosure.disclosed_on) as "latestOn"
    from disclosure
    where disclosure.disclosed_on <= ${today}::date and disclosure.withdrawn_on is null
      ${rootId === undefined ? sql`` : sql`and disclosure.unit_id in (select unit_id from units_placed_under(${[rootId]}::bigint[], ${today}::date))`}
    group by disclosure.unit_id order by name limit 1000`.execute(database)
  return rows
}

/** What a commune has made public in a year of its table, by content, newest first; nothing of drafts or of what was withdrawn. */
export function publicDisclosures(database: Database, asked: { unitId: string; year: number; today: CalendarDate }) {
  return disclosed(database, asked.today)
    .innerJoin('disclosure_content_version as content', 'content.code', 'disclosure.content_code')
    .select(['content.title as contentTitle'])
    .where(
      sql<SqlBool>`content.valid_from = (select max(version.valid_from) from disclosure_content_version version
        where version.code = disclosure.content_code and version.valid_from <= make_date(disclosure.year, 12, 31))`,
    )
    .where('disclosure.unit_id', '=', asked.unitId)
    .where('disclosure.year', '=', asked.year)
    .where('disclosure.withdrawn_on', 'is', null)
    .orderBy('content.position')
    .orderBy('disclosure.document_issued_on', 'desc')
    .orderBy('disclosure.id', 'desc')
    .limit(500)
    .execute()
}

/** The years in which a commune has made something public, the latest first. */
export async function publicYears(database: Database, unitId: string, today: CalendarDate): Promise<number[]> {
  const rows = await database
    .selectFrom('disclosure')
    .select('year')
    .distinct()
    .where('unit_id', '=', unitId)
    .where('disclosed_on', '<=', today)
    .where('withdrawn_on', 'is', null)
    .orderBy('year', 'desc')
    .execute()
  return rows.map((row) => row.year)
}

/** One document that was made public; also one that was withdrawn since, because its address lasts. Undefined for a draft. */
export function publicDisclosure(database: Database, id: string, today: CalendarDate) {
  return disclosed(database, today)
    .select([
      'disclosure.unit_id as unitId',
      'disclosure.summary',
      'disclosure.illustration',
      'disclosure.withdrawn_on as withdrawnOn',
      'disclosure.withdrawn_reason as withdrawnReason',
      contentTitle.as('contentTitle'),
      sql<string>`unit_name_on(disclosure.unit_id, disclosure.document_issued_on)`.as('unitName'),
    ])
    .where('disclosure.id', '=', id)
    .executeTakeFirst()
}

/** The files of a document that is public, for who has found it by `publicDisclosure`. */
export const publicFilesOf = (database: Database, disclosureId: string) =>
  attachmentsOf(database, { kind: 'disclosure', id: disclosureId })

/** How and where a document was made public, for who has found it by `publicDisclosure`; without the proofs. */
export const publicPostings = postingsOf

/** The name of a unit that has ever been here, also after its end: its address lasts. */
export async function publicUnitName(
  database: Database,
  unitId: string,
  today: CalendarDate,
): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select unit_name_on(unit.id, ${today}::date) as name from unit where unit.id = ${unitId}::bigint`.execute(database)
  return rows[0]?.name
}

/** A file of a document that is public now; proofs of posting are not among them. */
export function publicFile(
  database: Database,
  given: { disclosureId: string; attachmentId: string },
  today: CalendarDate,
) {
  return database
    .selectFrom('attachment')
    .innerJoin('stored_file as file', 'file.id', 'attachment.stored_file_id')
    .select(['file.name', 'file.media_type as mediaType', 'file.size_in_bytes as sizeInBytes', 'file.sha256'])
    .where('attachment.id', '=', given.attachmentId)
    .where('attachment.subject_kind', '=', 'disclosure')
    .where('attachment.subject_id', '=', given.disclosureId)
    .where('attachment.removed_at', 'is', null)
    .where(
      sql<SqlBool>`exists (select from disclosure where disclosure.id = ${given.disclosureId}::bigint
        and disclosure.disclosed_on <= ${today}::date and disclosure.withdrawn_on is null)`,
    )
    .executeTakeFirst()
}

function disclosed(database: Database, today: CalendarDate) {
  return database
    .selectFrom('disclosure')
    .select([
      'disclosure.id',
      'disclosure.year',
      'disclosure.quarter',
      'disclosure.title',
      'disclosure.document_number as documentNumber',
      'disclosure.document_issued_on as documentIssuedOn',
      'disclosure.disclosed_on as disclosedOn',
    ])
    .where('disclosure.disclosed_on', '<=', today)
}
