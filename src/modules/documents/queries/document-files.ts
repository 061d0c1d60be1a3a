import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import type { NoReading } from '../reading/reading-limits.ts'
import { readsLimited } from './document-reach.ts'

/** A file attached to a record of any kind. */
export type Attachment = { id: string; name: string; mediaType: string; sizeInBytes: number; attachedAt: Date }

/** A file of a document: whether only its readers may read it, and what was read of it for the search. */
export type DocumentFile = Attachment & {
  isLimited: boolean
  reading: { state: 'waiting' | 'read' | 'unreadable'; reason: NoReading | null; isCut: boolean } | null
}

/** For `where`, beside `document` and `attachment`: the files of a document that the official may read once they may see it. */
function opens(official: Official, today: CalendarDate) {
  return sql<SqlBool>`((document.limits <> 'document' and not attachment.is_limited) or ${readsLimited(official, today)})`
}

/**
 * The files of a document that this official may read, oldest first, and how many more there are that they may not. The caller has
 * checked that they may see the record beside which the files are shown.
 */
export async function documentFiles(
  database: Database,
  official: Official,
  documentId: string,
  today: CalendarDate,
): Promise<{ files: DocumentFile[]; hiddenCount: number }> {
  const rows = await database
    .selectFrom('attachment')
    .innerJoin('stored_file as file', 'file.id', 'attachment.stored_file_id')
    .innerJoin('document', (join) => join.on(sql<SqlBool>`document.id::text = attachment.subject_id`))
    .leftJoin('attachment_text as text', 'text.attachment_id', 'attachment.id')
    .select([
      'attachment.id',
      'file.name',
      'file.media_type as mediaType',
      'file.size_in_bytes as sizeInBytes',
      'attachment.attached_at as attachedAt',
      'attachment.is_limited as isLimited',
      'text.state',
      'text.reason',
      'text.is_cut as isCut',
      opens(official, today).as('isOpen'),
    ])
    .where('document.id', '=', documentId)
    .where('attachment.subject_kind', '=', 'document')
    .where('attachment.subject_id', '=', documentId)
    .where('attachment.removed_at', 'is', null)
    .orderBy('attachment.id')
    .execute()
  const files = rows
    .filter((row) => row.isOpen)
    .map(({ state, reason, isCut, isOpen: _isOpen, ...row }) => ({
      ...row,
      sizeInBytes: Number(row.sizeInBytes),
      reading: state === null ? null : { state, reason, isCut: isCut ?? false },
    }))
  return { files, hiddenCount: rows.length - files.length }
}

/** True when the official may read the file of this document. */
export async function opensFile(
  database: Database,
  official: Official,
  { attachmentId, documentId, today }: { attachmentId: string; documentId: string; today: CalendarDate },
): Promise<boolean> {
  const { files } = await documentFiles(database, official, documentId, today)
  return files.some((file) => file.id === attachmentId)
}
