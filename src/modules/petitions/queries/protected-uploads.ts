import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { type KeyRing, unseal } from '../../../platform/encryption/key-ring.ts'
import { aboutUpload, type ProtectedFile } from '../rules/protected-part.ts'
import './protected-tables.ts'

type SealedUpload = {
  id: string
  key_name: string
  wrapped_key: Buffer
  sealed_description: Buffer
  sealed_content: Buffer
}

export const describedBy = (bytes: Buffer) =>
  JSON.parse(bytes.toString('utf8')) as Pick<ProtectedFile, 'name' | 'mediaType'>

/** A sealed upload with its name and its bytes. */
export async function openedUpload(keys: KeyRing, row: SealedUpload): Promise<ProtectedFile> {
  const key = await keys.openKey({ keyName: row.key_name, wrappedKey: row.wrapped_key }, aboutUpload(row.id))
  const description = describedBy(unseal(key, row.sealed_description, aboutUpload(row.id)))
  return { ...description, content: unseal(key, row.sealed_content, aboutUpload(row.id)) }
}

export type PhotoHolder = { draftIdDigest: string } | { submissionId: string }

/** The sealed photos of a draft or of what was sent, opened, in the order in which they came. */
export async function openedPhotosOf(database: Database, keys: KeyRing, holder: PhotoHolder): Promise<ProtectedFile[]> {
  const rows = await sealedUploads(database).where(heldBy(holder)).execute()
  return Promise.all(rows.map((row) => openedUpload(keys, row)))
}

export const heldBy = (holder: PhotoHolder) =>
  'draftIdDigest' in holder
    ? sql<SqlBool>`draft_id_digest = ${holder.draftIdDigest}`
    : sql<SqlBool>`submission_id = ${holder.submissionId}`

/**
 * A sealed photo that came with what was sent, or that the sender added to it or to the petition made of it, opened; undefined when
 * there is none. The caller has checked that the reader may see it.
 */
export async function sealedPhotoForReader(
  database: Database,
  keys: KeyRing,
  asked: { fileId: string } & ({ submissionId: string } | { petitionId: string }),
): Promise<ProtectedFile | undefined> {
  const row = await sealedUploads(database)
    .where('protected_upload.id', '=', asked.fileId)
    .where((upload) => {
      const messages = upload
        .selectFrom('citizen_message')
        .select('id')
        .where(
          'petitionId' in asked ? 'petition_id' : 'submission_id',
          '=',
          'petitionId' in asked ? asked.petitionId : asked.submissionId,
        )
      const ofMessage = upload('message_id', 'in', messages)
      return 'petitionId' in asked
        ? ofMessage
        : upload.or([upload('protected_upload.submission_id', '=', asked.submissionId), ofMessage])
    })
    .executeTakeFirst()
  return row && openedUpload(keys, row)
}

function sealedUploads(database: Database) {
  return database
    .selectFrom('protected_upload')
    .select(['id', 'key_name', 'wrapped_key', 'sealed_description', 'sealed_content'])
    .where('account_id', 'is', null)
    .orderBy('received_at')
    .orderBy('id')
}
