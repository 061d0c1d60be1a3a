import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
import { documentById } from './documents.ts'

/** The page of a document in the register, for who may read it there; undefined for who may not, and where there is no document. */
export async function documentPage(
  database: Database,
  official: Official,
  documentId: string | null,
  today: CalendarDate,
): Promise<string | undefined> {
  if (documentId === null || !may(official, 'document.read')) return undefined
  const document = await documentById(database, official, documentId, today)
  return document && `/documents/${document.id}`
}
