import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { documentByMention } from '../queries/document-by-mention.ts'
import { documentMention } from '../rules/document-mention.ts'
import type { LinkKind } from '../rules/register-entry.ts'

/** Each kind of link with the field of the form in which it is entered. */
const FIELDS: Readonly<Record<LinkKind, 'basedOn' | 'carriesOut' | 'replaces'>> = {
  'based-on': 'basedOn',
  'carries-out': 'carriesOut',
  replaces: 'replaces',
}

type Mentions = Record<'basedOn' | 'carriesOut' | 'replaces', string[]>

/**
 * Writes what the document rests on, carries out and replaces, in place of what stood there. A mention that stood there before
 * keeps its target; a new one is looked up, and when no registered document is meant it is kept as written.
 * Refuses `documents.mention-ambiguous` and `documents.links-to-itself`, naming the field.
 */
export async function writeLinks(
  transaction: Database,
  official: Official,
  { documentId, given, today }: { documentId: string; given: Mentions; today: CalendarDate },
): Promise<void> {
  const before = await transaction
    .selectFrom('document_link')
    .selectAll()
    .where('document_id', '=', documentId)
    .execute()
  await transaction.deleteFrom('document_link').where('document_id', '=', documentId).execute()
  for (const kind of Object.keys(FIELDS) as LinkKind[]) {
    const field = FIELDS[kind]
    for (const [index, mention] of [...new Set(given[field])].entries()) {
      const kept = before.find(
        (link) => link.kind === kind && link.target_text === mention && link.target_document_id !== null,
      )
      const target = kept
        ? { target_document_id: kept.target_document_id, target_text: kept.target_text }
        : await targetOf(transaction, official, { mention, field, today })
      if (target.target_document_id === documentId) {
        const message = `“${mention}” chính là văn bản này. Hãy bỏ dòng đó.`
        throw new Refusal('invalid', 'documents.links-to-itself', message, { [field]: message })
      }
      await transaction
        .insertInto('document_link')
        .values({ document_id: documentId, kind, position: index + 1, ...target })
        .execute()
    }
  }
}

async function targetOf(
  transaction: Database,
  official: Official,
  { mention, field, today }: { mention: string; field: string; today: CalendarDate },
) {
  try {
    const found = await documentByMention(transaction, official, mention, today)
    return found
      ? { target_document_id: found.id, target_text: documentMention(found) }
      : { target_document_id: null, target_text: mention }
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    throw new Refusal(refusal.kind, refusal.code, refusal.messageForPerson, { [field]: refusal.messageForPerson })
  }
}
