import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type KeyRing, seal, unseal } from '../../../platform/encryption/key-ring.ts'
import { receiveIntoMemory } from '../../../platform/files/file-store.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { aboutUpload, type ProtectedFile } from '../rules/protected-part.ts'
import { refuseLostKeys, whileKeysStay } from './protect-parts.ts'
import '../queries/protected-tables.ts'

type Description = { name: string; mediaType: string }

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
  const { content, ...description } = await receiveIntoMemory(file.name, file.content)
  const id = randomUUID()
  await inTransaction(database, async (transaction) => {
    await sql`delete from protected_upload where received_at < now() - interval '1 day'`.execute(transaction)
    await whileKeysStay(transaction)
    await refuseLostKeys(transaction, keys)
    const { key, keyName, wrappedKey } = await keys.newKey(aboutUpload(id))
    await transaction
      .insertInto('protected_upload')
      .values({
        id,
        account_id: official.accountId,
        key_name: keyName,
        wrapped_key: wrappedKey,
        sealed_description: seal(key, Buffer.from(JSON.stringify(description)), aboutUpload(id)),
        sealed_content: seal(key, content, aboutUpload(id)),
        size_in_bytes: content.length,
      })
      .execute()
  })
  return { id }
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
  return Promise.all(
    rows.map(async (row) => {
      const key = await keys.openKey({ keyName: row.key_name, wrappedKey: row.wrapped_key }, aboutUpload(row.id))
      const description = describedBy(unseal(key, row.sealed_description, aboutUpload(row.id)))
      return { ...description, content: unseal(key, row.sealed_content, aboutUpload(row.id)) }
    }),
  )
}

const describedBy = (bytes: Buffer) => JSON.parse(bytes.toString('utf8')) as Description

function uploadsOf(database: Database, official: Official, ids: readonly string[]) {
  return database
    .selectFrom('protected_upload')
    .select(['id', 'key_name', 'wrapped_key', 'sealed_description', 'size_in_bytes'])
    .where('id', 'in', [...ids])
    .where('account_id', '=', official.accountId)
    .orderBy('received_at')
}
