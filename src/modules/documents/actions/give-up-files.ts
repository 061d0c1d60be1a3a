import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import type { AttachmentSubject } from '../queries/attachments.ts'
import '../queries/tables.ts'

/**
 * Takes every file of a record out of the register of files, also those that had been taken away from it before and what was sent
 * twice, and asks for their content to be taken off the disk once the transaction has ended (`removeAsked` of the file store). The
 * caller, who may do this with the record, has the answered contents to keep. What another record holds as well stays there.
 */
export async function giveUpFiles(
  transaction: Database,
  official: Official | null,
  {
    subject,
    unitId,
    told = (count) => `Chuyển ${count} tệp sang nơi lưu riêng`,
  }: { subject: AttachmentSubject; unitId: string; told?: (count: number) => string },
): Promise<{ name: string; mediaType: string; sha256: string }[]> {
  const given = await transaction
    .deleteFrom('attachment')
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .returning('stored_file_id as storedFileId')
    .execute()
  if (given.length === 0) return []
  const ids = given.map((each) => each.storedFileId)
  const files = await transaction
    .selectFrom('stored_file')
    .select(['name', 'media_type as mediaType', 'sha256'])
    .where('id', 'in', ids)
    .orderBy('name')
    .execute()
  const contents = [...new Set(files.map((file) => file.sha256))]
  // What somebody sent once more and never attached says the same.
  await sql`delete from stored_file where sha256 = any(${contents}::text[])
    and (id = any(${ids}::uuid[]) or uploaded_by_account_id is not null)
    and not exists (select from attachment where attachment.stored_file_id = stored_file.id)`.execute(transaction)
  await sql`insert into file_to_remove (sha256) select unnest(${contents}::text[]) on conflict do nothing`.execute(
    transaction,
  )
  await recordChange(transaction, {
    official,
    action: 'document.files-given-up',
    subject,
    unitId,
    summary: told(given.length),
  })
  return files
}
