import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import type { Likeness } from '../rules/document-likeness.ts'
import { ISSUER_NAME, readsLimited, searchText, withinReach } from './document-reach.ts'

/** Of those found, so many are named. */
const MOST_FOUND = 10
/** How far back the list of documents registered twice looks. */
const DAYS_BACK = 2 * 365
const MOST_PAIRS = 100

export type DocumentLike = Likeness & {
  id: string
  reference: string
  issuedOn: CalendarDate
  issuer: string
  summary: string
  arrivalNumber: number | null
  arrivedOn: CalendarDate | null
  unitName: string
}

type Asked = {
  unitId: string
  reference: string
  issuingBody: string
  issuedOn: CalendarDate
  identifier: string
  /** Files that this account has just sent. */
  files: readonly string[]
}

/**
 * Documents within the official's reach that may be the one about to be registered as incoming, those of the same register first; at
 * most 10. What they may not read is not among it, not even as a number. Source: Decree 30/2020/NĐ-CP, Appendix VI: alarm of duplicates.
 */
export async function possibleDuplicates(
  database: Database,
  official: Official,
  given: Asked,
  today: CalendarDate,
): Promise<DocumentLike[]> {
  const key = sql`document_reference_key(${given.reference})`
  const digests = sql`select sha256 from stored_file where id = any(${[...given.files]}::uuid[]) and uploaded_by_account_id = ${official.accountId}`
  const withFile = sql`select attachment.subject_id::bigint from attachment join stored_file file on file.id = attachment.stored_file_id
    where attachment.subject_kind = 'document' and attachment.removed_at is null and file.sha256 in (${digests})`
  const openFile = sql`${withFile} and not attachment.is_limited`
  const sameFile = sql<SqlBool>`(document.id in (${openFile}) or (document.id in (${withFile}) and ${readsLimited(official, today)}))`
  const sameIdentifier = sql<SqlBool>`(document.identifier <> '' and document.identifier = ${given.identifier})`
  const sameReference = sql<SqlBool>`document_reference_key(document.reference) = ${key}`
  const rows = await database
    .selectFrom('document')
    .select([
      'document.id',
      'document.reference',
      'document.issued_on as issuedOn',
      'document.summary',
      'document.arrival_number as arrivalNumber',
      'document.arrived_on as arrivedOn',
      ISSUER_NAME.as('issuer'),
      sql<string>`unit_name_on(document.unit_id, document.registered_on)`.as('unitName'),
      sql<boolean>`document.unit_id = ${given.unitId}::bigint and document.direction = 'incoming'`.as('isSameRegister'),
      sameIdentifier.as('isSameIdentifier'),
      sameReference.as('isSameReference'),
      sql<boolean>`searchable(${ISSUER_NAME}) = searchable(${given.issuingBody})`.as('isSameIssuer'),
      sql<boolean>`document.issued_on = ${given.issuedOn}::date`.as('isSameDay'),
      sameFile.as('isSameFile'),
    ])
    .where(
      sql<SqlBool>`document.id in (
        select id from document where identifier <> '' and identifier = ${given.identifier}
        union select id from document where document_reference_key(reference) = ${key}
        union ${withFile})`,
    )
    .where('document.withdrawn_on', 'is', null)
    .where(withinReach(official, today))
    .where(
      sql<SqlBool>`(${sameIdentifier} or ${sameFile}
        or (${sameReference} and (searchable(${ISSUER_NAME}) = searchable(${given.issuingBody})
          or (document.unit_id = ${given.unitId}::bigint and document.issued_on = ${given.issuedOn}::date))))`,
    )
    .orderBy('isSameRegister', 'desc')
    .orderBy('document.registered_on', 'desc')
    .orderBy('document.id', 'desc')
    .limit(MOST_FOUND)
    .execute()
  return rows.map(({ isSameIdentifier, isSameFile, ...row }) => ({
    ...row,
    isSameIdentifier: Boolean(isSameIdentifier),
    isSameFile: Boolean(isSameFile),
    isSameReference: Boolean(row.isSameReference),
  }))
}

export type AlikePair = {
  one: { id: string; reference: string; issuedOn: CalendarDate; summary: string; arrivalNumber: number }
  other: AlikePair['one']
  unitName: string
  why: 'identifier' | 'reference' | 'file'
}

/**
 * Incoming documents of the last two years that stand in one register twice as it seems: two by two, the latest first, at most 100, with
 * how many pairs there are in all. Only documents and files that the official may read.
 */
export async function alikeDocuments(
  database: Database,
  official: Official,
  today: CalendarDate,
): Promise<{ pairs: AlikePair[]; total: number }> {
  const words = sql`document.id, document.unit_id, document.reference, document.issued_on, document.summary, document.arrival_number,
    document.registered_on, document.identifier, document_reference_key(document.reference) as key, ${searchText(ISSUER_NAME)} as issuer`
  type Side = { id: string; reference: string; issued_on: CalendarDate; summary: string; arrival_number: number }
  const side = (name: string) => {
    const row = sql.ref(name)
    return sql`jsonb_build_object('id', ${row}.id::text, 'reference', ${row}.reference, 'issued_on', ${row}.issued_on,
      'summary', ${row}.summary, 'arrival_number', ${row}.arrival_number)`
  }
  const { rows } = await sql<{ one: Side; other: Side; unitName: string; why: AlikePair['why']; total: number }>`
    with mine as materialized (
      select ${words}, ${readsLimited(official, today)} as opens_limited from document
      where document.direction = 'incoming' and document.withdrawn_on is null
        and document.registered_on >= ${addDays(today, -DAYS_BACK)} and ${withinReach(official, today)}),
    files as materialized (
      select distinct mine.id, mine.unit_id, file.sha256 from mine
      join attachment on attachment.subject_kind = 'document' and attachment.subject_id = mine.id::text and attachment.removed_at is null
        and (not attachment.is_limited or mine.opens_limited)
      join stored_file file on file.id = attachment.stored_file_id),
    found (one_id, other_id, why, rank) as (
      select one.id, other.id, 'identifier', 1 from mine one join mine other using (unit_id, identifier)
        where one.id < other.id and identifier <> ''
      union all select one.id, other.id, 'reference', 2 from mine one join mine other using (unit_id, key, issuer) where one.id < other.id
      union all select one.id, other.id, 'file', 3 from files one join files other using (unit_id, sha256) where one.id < other.id),
    pairs as (select distinct on (one_id, other_id) one_id, other_id, why from found order by one_id, other_id, rank)
    select ${side('one')} as one, ${side('other')} as other, unit_name_on(other.unit_id, other.registered_on) as "unitName",
      pairs.why, count(*) over ()::int as total
    from pairs join mine one on one.id = pairs.one_id join mine other on other.id = pairs.other_id
    order by other.registered_on desc, other.id desc, one.id desc limit ${MOST_PAIRS}`.execute(database)
  const shown = ({ id, reference, issued_on: issuedOn, summary, arrival_number: arrivalNumber }: Side) => ({
    ...{ id, reference, issuedOn, summary, arrivalNumber },
  })
  return {
    pairs: rows.map(({ one, other, unitName, why }) => ({ one: shown(one), other: shown(other), unitName, why })),
    total: rows[0]?.total ?? 0,
  }
}
