import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { KeyRing } from '../../../platform/encryption/key-ring.ts'
import { receivePicture } from '../../../platform/files/file-store.ts'
import { heldBy, openedPhotosOf } from '../queries/protected-uploads.ts'
import type { ProtectedFile } from '../rules/protected-part.ts'
import type { Protection } from './protect-parts.ts'
import { keepSealed } from './protected-uploads.ts'
import '../queries/submission-tables.ts'

/**
 * Keeps a photo of somebody who denounces: sealed while it is received, without what it says of place, time and device, never written
 * anywhere as it is. It belongs to nothing until the form that it came with is accepted, and is gone after a day if that never comes.
 * Refuses what the file store refuses, `file.not-a-picture` and `petition.keys-lost`.
 */
export async function receiveSealedPhoto(
  database: Database,
  keys: KeyRing,
  file: { name: string; content: Readable },
): Promise<{ id: string }> {
  return { id: await keepSealed(database, keys, await receivePicture(file.name, file.content), null) }
}

/** Throws away sealed photos of a form that was not accepted. */
export async function dropSealedPhotos(database: Database, ids: readonly string[]): Promise<void> {
  await sql`delete from protected_upload where id = any(${[...ids]}::uuid[]) and account_id is null
    and draft_id_digest is null and submission_id is null and message_id is null`.execute(database)
}

/** Hands photos that have just been received to a draft or a message. */
export async function holdSealedPhotos(
  transaction: Database,
  ids: readonly string[],
  holder: { draftIdDigest: string } | { messageId: string },
): Promise<void> {
  const held = 'draftIdDigest' in holder ? { draft_id_digest: holder.draftIdDigest } : { message_id: holder.messageId }
  await transaction
    .updateTable('protected_upload')
    .set(held)
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .where('account_id', 'is', null)
    .where('draft_id_digest', 'is', null)
    .where('submission_id', 'is', null)
    .where('message_id', 'is', null)
    .execute()
}

/** Seals the photos of a draft that lie open, because it is to be a denunciation. They leave the disk after the transaction. */
export async function sealPhotosOfDraft(
  transaction: Database,
  { keys, files }: Protection,
  draftIdDigest: string,
): Promise<void> {
  const { rows } = await sql<{ name: string; mediaType: string; sha256: string }>`
    with gone as (delete from submission_file where draft_id_digest = ${draftIdDigest} returning stored_file_id)
    delete from stored_file using gone where stored_file.id = gone.stored_file_id
    returning stored_file.name, stored_file.media_type as "mediaType", stored_file.sha256`.execute(transaction)
  for (const { name, mediaType, sha256 } of rows) {
    const content = await buffer(files.read(sha256))
    await keepSealed(transaction, keys, { name, mediaType, content }, { draftIdDigest })
  }
  await sql`insert into file_to_remove (sha256) select unnest(${rows.map(({ sha256 }) => sha256)}::text[])
    on conflict do nothing`.execute(transaction)
}

/** Puts the sealed photos of a draft among those of other drafts, because it is no denunciation any more. */
export async function unsealPhotosOfDraft(
  transaction: Database,
  { keys, files }: Protection,
  draftIdDigest: string,
): Promise<void> {
  for (const { name, content } of await takeSealedPhotos(transaction, keys, { draftIdDigest })) {
    const { id } = await files.put(transaction, { name, content: Readable.from([content]), accountId: null })
    await transaction
      .insertInto('submission_file')
      .values({ stored_file_id: id, draft_id_digest: draftIdDigest, submission_id: null, message_id: null })
      .execute()
  }
}

/** The sealed photos of a draft or of what was sent, opened and taken out. */
export async function takeSealedPhotos(
  transaction: Database,
  keys: KeyRing,
  holder: Parameters<typeof heldBy>[0],
): Promise<ProtectedFile[]> {
  const photos = await openedPhotosOf(transaction, keys, holder)
  await transaction.deleteFrom('protected_upload').where(heldBy(holder)).execute()
  return photos
}
