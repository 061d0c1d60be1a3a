import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { type Attachment, opensFile } from './document-files.ts'
import { withinReach } from './document-reach.ts'

/** The record that a file belongs to: its kind and id. */
export type AttachmentSubject = { kind: string; id: string }

export type { Attachment }

/** The files attached to a record, oldest first. The caller has checked that the reader may see the record. */
export async function attachmentsOf(database: Database, subject: AttachmentSubject): Promise<Attachment[]> {
  return (await attachmentsOfEach(database, subject.kind, [subject.id])).get(subject.id) ?? []
}

/** The files of several records of one kind by their ids, each oldest first. The caller has checked that the reader may see them. */
export async function attachmentsOfEach(
  database: Database,
  kind: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Attachment[]>> {
  const rows = await database
    .selectFrom('attachment')
    .innerJoin('stored_file as file', 'file.id', 'attachment.stored_file_id')
    .select([
      'attachment.id',
      'file.name',
      'file.media_type as mediaType',
      'file.size_in_bytes as sizeInBytes',
      'attachment.attached_at as attachedAt',
      'attachment.subject_id as subjectId',
    ])
    .where('attachment.subject_kind', '=', kind)
    .where('attachment.subject_id', '=', sql<string>`any(${[...ids]}::text[])`)
    .where('attachment.removed_at', 'is', null)
    .orderBy('attachment.id')
    .execute()
  const files = new Map<string, Attachment[]>()
  for (const { subjectId, ...row } of rows) {
    const file = { ...row, sizeInBytes: Number(row.sizeInBytes) }
    const before = files.get(subjectId)
    if (before) before.push(file)
    else files.set(subjectId, [file])
  }
  return files
}

/**
 * One attached file for a reader who may see the record it belongs to: who holds the record's permission for its unit or for the one
 * that handles it; of a document, who may read it and this file of it. Undefined for everybody else. `isLogged`: its reading is noted.
 */
export async function attachmentForReader(database: Database, official: Official, id: string, today: CalendarDate) {
  const attachment = await database
    .selectFrom('attachment')
    .innerJoin('stored_file as file', 'file.id', 'attachment.stored_file_id')
    .select([
      'attachment.id',
      'attachment.subject_kind as subjectKind',
      'attachment.subject_id as subjectId',
      'attachment.unit_id as unitId',
      'attachment.handling_unit_id as handlingUnitId',
      'attachment.read_permission as readPermission',
      'attachment.is_limited as isLimited',
      'file.name',
      'file.media_type as mediaType',
      'file.size_in_bytes as sizeInBytes',
      'file.sha256',
    ])
    .where('attachment.id', '=', id)
    .where('attachment.removed_at', 'is', null)
    .executeTakeFirst()
  if (!attachment || !may(official, attachment.readPermission)) return undefined
  if (attachment.subjectKind === 'document') {
    const asked = { attachmentId: id, documentId: attachment.subjectId, today }
    const document = await database
      .selectFrom('document')
      .select(['document.id', 'document.limits'])
      .where('document.id', '=', attachment.subjectId)
      .where(withinReach(official, today))
      .executeTakeFirst()
    if (!document || !(await opensFile(database, official, asked))) return undefined
    return { ...attachment, isLogged: document.limits === 'document' || attachment.isLimited }
  }
  const inScope = await database
    .selectFrom('unit')
    .select('unit.id')
    .where('unit.id', 'in', [attachment.unitId, attachment.handlingUnitId ?? attachment.unitId])
    .where('unit.id', 'in', unitsUnder(unitsFor(official, attachment.readPermission), today))
    .executeTakeFirst()
  return inScope && { ...attachment, isLogged: false }
}
