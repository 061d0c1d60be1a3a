import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type KeyRing, seal, unseal } from '../../../platform/encryption/key-ring.ts'
import { receiveIntoMemory } from '../../../platform/files/file-store.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { describedBy, openedUpload } from '../queries/protected-uploads.ts'
import { aboutUpload, type ProtectedFile } from '../rules/protected-part.ts'
import { refuseLostKeys, whileKeysStay } from './protect-parts.ts'
import '../queries/protected-tables.ts'

/**
 * Keeps a file of a form about a denunciation: sealed while it is received, never written anywhere as it is, for a day.
 * Refuses what the file store refuses, and `petition.keys-lost`.
 */
export async function receiveUpload(
  database: Database,
  official: Official,
  keys: KeyRing,
  file: { name: string; content: Readable },
): Promise<{ id: string }> {
  const received = await receiveIntoMemory(file.name, file.content)
  return { id: await keepSealed(database, keys, received, { accountId: official.accountId }) }
}

/** Whom a sealed file belongs to; nobody while the form that it came with is being read. */
type Holder = { accountId: string } | { draftIdDigest: string } | null

/** Seals a file and keeps it apart; answers its id. Refuses `petition.keys-lost`. */
export function keepSealed(
  database: Database,
  keys: KeyRing,
  { content, ...description }: ProtectedFile,
  holder: Holder,
): Promise<string> {
  const id = randomUUID()
  return inTransaction(database, async (transaction) => {
    await sql`delete from protected_upload where received_at < now() - interval '1 day'
      and draft_id_digest is null and submission_id is null and message_id is null`.execute(transaction)
    await whileKeysStay(transaction)
    await refuseLostKeys(transaction, keys)
    const { key, keyName, wrappedKey } = await keys.newKey(aboutUpload(id))
    await transaction
      .insertInto('protected_upload')
      .values({
        id,
        account_id: holder && 'accountId' in holder ? holder.accountId : null,
        draft_id_digest: holder && 'draftIdDigest' in holder ? holder.draftIdDigest : null,
        submission_id: null,
        message_id: null,
        key_name: keyName,
        wrapped_key: wrappedKey,
        sealed_description: seal(key, Buffer.from(JSON.stringify(description)), aboutUpload(id)),
        sealed_content: seal(key, content, aboutUpload(id)),
        size_in_bytes: content.length,
      })
      .execute()
    return id
  })
}

/** Those of the files that this account sent, with their names; for its own form. */
export async function uploadsNamed(database: Database, official: Official, keys: KeyRing, ids: readonly string[]) {
  const rows = await uploadsOf(database, official, ids).execute()
  return Promise.all(
    rows.map(async (row) => {
      const key = await keys.openKey({ keyName: row.key_name, wrappedKey: row.wrapped_key }, aboutUpload(row.id))
      const { name } = describedBy(unseal(key, row.sealed_description, aboutUpload(row.id)))
      return { id: row.id, name, sizeInBytes: row.size_in_bytes }
    }),
  )
}

/** The files that this account sent, opened and taken out. Refuses `documents.not-your-file` for others. */
export async function takeUploads(
  transaction: Database,
  official: Official,
  keys: KeyRing,
  ids: readonly string[],
): Promise<ProtectedFile[]> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  await whileKeysStay(transaction)
  const rows = await uploadsOf(transaction, official, wanted).select('sealed_content').execute()
  if (rows.length < wanted.length) {
    const message = 'Có tệp không do bạn gửi lên hoặc không còn. Hãy chọn lại tệp.'
    throw new Refusal('invalid', 'documents.not-your-file', message, { files: message })
  }
  await transaction.deleteFrom('protected_upload').where('id', 'in', wanted).execute()
  return Promise.all(rows.map((row) => openedUpload(keys, row)))
}

function uploadsOf(database: Database, official: Official, ids: readonly string[]) {
  return database
    .selectFrom('protected_upload')
    .select(['id', 'key_name', 'wrapped_key', 'sealed_description', 'size_in_bytes'])
    .where('id', 'in', [...ids])
    .where('account_id', '=', official.accountId)
    .orderBy('received_at')
}
