import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type Official, type PostHeld, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/**
 * For `where`: the documents that the official may read: those in the registers within reach, those that a unit within reach
 * issued or drafted, and those that were sent to one; of the limited ones, those for which the official is named. The table must be
 * named `document` in the query.
 */
export function withinReach(official: Official, today: CalendarDate): RawBuilder<SqlBool> {
  const units = unitsUnder(unitsFor(official, 'document.read'), today)
  return sql<SqlBool>`((document.limits <> 'document' and (
      document.unit_id in ${units}
      or document.drafting_unit_id in ${units}
      or (document.direction = 'outgoing' and document.issuing_unit_id in ${units})
      or document.id in (select recipient.document_id from document_recipient recipient where recipient.unit_id in ${units})))
    or (document.limits <> 'none' and ${readsLimited(official, today)}))`
}

/**
 * For `where`: true for those who may read a limited document: the readers named, who registered it (while they reach the register),
 * and who keeps the register of its unit or of the heir. `table` is what the document is called in the query.
 */
export function readsLimited(official: Official, today: CalendarDate, table = 'document'): RawBuilder<SqlBool> {
  if (!may(official, 'document.read')) return sql<SqlBool>`false`
  const id = sql.ref(`${table}.id`)
  const unit = sql.ref(`${table}.unit_id`)
  const recorder = sql.ref(`${table}.created_by_account_id`)
  const keeping = official.posts.filter((post) => post.permissions.includes('document.manage'))
  return sql<SqlBool>`(
    ${id} in (select reader.document_id from document_reader reader where ${named(official, today)})
    or (${recorder} = ${official.accountId}::bigint and ${unit} in ${unitsUnder(unitsFor(official, 'document.read'), today)})
    or ${unit} in ${unitsTakenOver(keeping, today)})`
}

/**
 * For `where`: true for what is not limited as a whole, and for who may read it although it is: for showing the number of a document
 * beside a record that is not one. A record without a document passes as well.
 */
export function unlessLimited(official: Official, today: CalendarDate, table = 'document'): RawBuilder<SqlBool> {
  const limits = sql.ref(`${table}.limits`)
  return sql<SqlBool>`(${limits} is distinct from 'document' or ${readsLimited(official, today, table)})`
}

/**
 * Whether what the trail says of a document may be told: of one that is limited, or has limited files, only to its readers. The table of
 * documents is not in the query; `recordId` is the id as text.
 */
export function trailReadable(
  recordId: RawBuilder<string>,
  official: Official,
  today: CalendarDate,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from document where document.id::text = ${recordId}
    and (document.limits = 'none' or ${readsLimited(official, today)}))`
}

/** The number of the document of another record, such as a plan; null for who may not read it because it is limited. */
export function shownReference(official: Official, today: CalendarDate, table = 'document'): RawBuilder<string | null> {
  return sql<
    string | null
  >`case when ${unlessLimited(official, today, table)} then ${sql.ref(`${table}.reference`)} end`
}

/** Where a row of `document_reader` names the official, who reads by a post: rights follow the post. */
function named(official: Official, today: CalendarDate): RawBuilder<SqlBool> {
  const posts = official.posts.filter((post) => post.permissions.includes('document.read'))
  const byPost = posts.map(
    (post) =>
      sql`(reader.unit_id in ${unitsTakenOver([post], today)} and (reader.role_code is null or reader.role_code = ${post.roleCode}))`,
  )
  return sql<SqlBool>`(${sql.join([sql`reader.person_id = ${official.personId}::bigint`, ...byPost], sql` or `)})`
}

/** The units of these posts with what they have taken over, but not what lies below them. */
function unitsTakenOver(posts: readonly PostHeld[], today: CalendarDate): RawBuilder<string> {
  const units = posts.map((post) => post.unitId)
  return sql<string>`(select unit_id from units_taken_over(${units}::bigint[], ${today}::date))`
}

/** True when the official keeps the register of this unit: may let more people read a document, and decides how it is numbered. */
export async function keepsRegister(
  database: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<boolean> {
  const keeping = official.posts.filter((post) => post.permissions.includes('document.manage'))
  const found = await sql`select 1 where ${unitId}::bigint in ${unitsTakenOver(keeping, today)}`.execute(database)
  return found.rows.length > 0
}

/** Text as it is searched: without accents, and with number and symbol in their parts. */
export function searchText(words: ReturnType<typeof sql>) {
  return sql<string>`regexp_replace(searchable(${words}), '[/.-]+', ' ', 'g')`
}

/** The issuer as called on the day of the document. */
export const ISSUER_NAME = sql<string>`coalesce(document.issuing_body, unit_name_on(document.issuing_unit_id, document.issued_on))`
