import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import { parseDocumentMention } from '../rules/document-mention.ts'
import { ISSUER_NAME, withinReach } from './document-reach.ts'

export type MentionedDocument = {
  id: string
  reference: string
  issuedOn: CalendarDate
  issuer: string
  summary: string
}

/**
 * The registered document that a person means by `32/KH-UBND ngày 28/02/2022`; undefined when none within reach is meant.
 * Copies of one document in several registers are one document: the issuer's own entry is preferred, then the one in the
 * reader's own unit. Refuses `documents.mention-ambiguous` when different documents bear the number.
 */
export async function documentByMention(
  database: Database,
  official: Official,
  text: string,
  today: CalendarDate,
): Promise<MentionedDocument | undefined> {
  const mention = parseDocumentMention(text)
  if (mention === null) return undefined
  const ownUnits = new Set(official.posts.map((post) => post.unitId))
  const rows = await database
    .selectFrom('document')
    .where(withinReach(official, today))
    .where('document.withdrawn_on', 'is', null)
    .where(sql`document_reference_key(document.reference)`, '=', sql`document_reference_key(${mention.reference})`)
    .select([
      'document.id',
      'document.reference',
      'document.issued_on as issuedOn',
      'document.summary',
      'document.direction',
      'document.unit_id as unitId',
      ISSUER_NAME.as('issuer'),
    ])
    .orderBy('document.issued_on', 'desc')
    .limit(500)
    .execute()
  const said = rows.filter(
    (row) =>
      (mention.issuedOn === null || row.issuedOn === mention.issuedOn) &&
      (mention.issuer === null || samePlainly(row.issuer, mention.issuer)),
  )
  const exact = preferred(said, (row) => row.reference === mention.reference)
  const own = preferred(exact, (row) => ownUnits.has(row.unitId))
  const chosen = preferred(own, (row) => row.direction === 'outgoing')
  const different = new Map(chosen.map((row) => [`${row.issuedOn} ${withoutAccents(row.issuer)}`, row]))
  if (different.size > 1) {
    const some = [...different.values()]
      .slice(0, 3)
      .map((row) => `ngày ${formatCalendarDate(row.issuedOn)} của ${row.issuer}`)
    throw new Refusal(
      'invalid',
      'documents.mention-ambiguous',
      `Có ${different.size} văn bản số ${mention.reference}: ${some.join('; ')}${different.size > 3 ? '…' : ''}. Hãy ghi thêm ngày và cơ quan, ví dụ “${mention.reference} ${some[0]}”.`,
    )
  }
  return chosen[0]
}

/** Those the choice is narrowed to, unless that leaves none. */
function preferred<Row>(rows: Row[], isPreferred: (row: Row) => boolean): Row[] {
  const found = rows.filter(isPreferred)
  return found.length > 0 ? found : rows
}

/** “UBND tỉnh” is said for “Ủy ban nhân dân tỉnh Hậu Giang”. */
function samePlainly(name: string, said: string): boolean {
  const plain = (text: string) =>
    withoutAccents(text)
      .replace(/\buy ban nhan dan\b/g, 'ubnd')
      .replace(/\bhoi dong nhan dan\b/g, 'hdnd')
  return plain(name).includes(plain(said))
}
