import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import { asBytes, fileAsBytes, type PartKind } from '../rules/protected-part.ts'
import '../queries/submission-tables.ts'

/**
 * What the sender of a petition added, said of the answer, and what was public of it, taken out of where everybody reads it, because
 * the petition turns out to be a denunciation: as parts for the protected store. Of the answer's rating the points stay.
 */
export async function formerMessages(
  transaction: Database,
  files: FileStore,
  petitionId: string,
): Promise<{ kind: PartKind; content: Buffer }[]> {
  const parts: { kind: PartKind; content: Buffer }[] = []
  const messages = await transaction
    .selectFrom('citizen_message')
    .select(['id', 'words'])
    .where('petition_id', '=', petitionId)
    .orderBy('id')
    .execute()
  for (const { words } of messages.filter((message) => message.words !== '')) {
    parts.push({ kind: 'words', content: asBytes({ title: '', content: words, forwardedBy: '', notes: [] }) })
  }
  parts.push(
    ...(await takePhotos(
      transaction,
      files,
      messages.map(({ id }) => id),
    )),
  )
  await transaction.updateTable('citizen_message').set({ words: '' }).where('petition_id', '=', petitionId).execute()
  await transaction.updateTable('answer_rating').set({ words: '' }).where('petition_id', '=', petitionId).execute()
  await transaction.deleteFrom('publication').where('petition_id', '=', petitionId).execute()
  return parts
}

async function takePhotos(transaction: Database, files: FileStore, messageIds: readonly string[]) {
  const photos = await transaction
    .selectFrom('submission_file')
    .innerJoin('stored_file', 'stored_file.id', 'submission_file.stored_file_id')
    .select(['stored_file.id', 'stored_file.name', 'stored_file.media_type as mediaType', 'stored_file.sha256'])
    .where('submission_file.message_id', 'in', messageIds.length > 0 ? [...messageIds] : ['0'])
    .execute()
  const parts: { kind: PartKind; content: Buffer }[] = []
  for (const { id, name, mediaType, sha256 } of photos) {
    parts.push({ kind: 'file', content: fileAsBytes({ name, mediaType, content: await buffer(files.read(sha256)) }) })
    await transaction.deleteFrom('submission_file').where('stored_file_id', '=', id).execute()
  }
  if (photos.length > 0) {
    await transaction
      .deleteFrom('stored_file')
      .where(
        'id',
        'in',
        photos.map(({ id }) => id),
      )
      .execute()
    await sql`insert into file_to_remove (sha256) select unnest(${photos.map(({ sha256 }) => sha256)}::text[])
      on conflict do nothing`.execute(transaction)
  }
  return parts
}
