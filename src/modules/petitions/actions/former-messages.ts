import { buffer } from 'node:stream/consumers'
import type { Database } from '../../../platform/database/database.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import { asBytes, fileAsBytes, type PartKind } from '../rules/protected-part.ts'
import { giveUpPhotos } from './give-up-photos.ts'
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
  const photos = await giveUpPhotos(transaction, { messageIds: messages.map(({ id }) => id) })
  for (const { name, mediaType, sha256 } of photos) {
    parts.push({ kind: 'file', content: fileAsBytes({ name, mediaType, content: await buffer(files.read(sha256)) }) })
  }
  await transaction.updateTable('citizen_message').set({ words: '' }).where('petition_id', '=', petitionId).execute()
  await transaction.updateTable('answer_rating').set({ words: '' }).where('petition_id', '=', petitionId).execute()
  await transaction.deleteFrom('publication').where('petition_id', '=', petitionId).execute()
  return parts
}
