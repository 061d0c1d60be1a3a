import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { ownLock } from '../../../platform/database/schema.ts'
import { type KeyRing, seal } from '../../../platform/encryption/key-ring.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { dataKeyOf } from '../queries/protected-parts.ts'
import { aboutPart, aboutRecord, type PartKind } from '../rules/protected-part.ts'

/** What is needed to keep a denouncer's identity apart: the keys, and the store in which files of other petitions lie open. */
export type Protection = { keys: KeyRing; files: FileStore }

/** The lock under which keys are used for sealing: shared by those who seal, alone for who replaces the keys. */
const KEYS_LOCK = 7_318_220_415

/** Holds the keys as they are until the transaction ends. */
export async function whileKeysStay(transaction: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${ownLock(KEYS_LOCK)})`.execute(transaction)
}

/** Waits until nobody seals, and keeps others from it until the transaction ends. */
export async function whileNobodySeals(transaction: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ownLock(KEYS_LOCK)})`.execute(transaction)
}

/**
 * Seals parts and keeps them apart from the petition; answers their ids. In the transaction of the caller.
 * Refuses `petition.keys-lost` when something was sealed before and the key file is gone: a new one would hide that.
 */
export async function protectParts(
  transaction: Database,
  official: Official,
  {
    keys,
    petitionId,
    parts,
  }: { keys: KeyRing; petitionId: string; parts: readonly { kind: PartKind; content: Buffer }[] },
): Promise<string[]> {
  if (parts.length === 0) return []
  await whileKeysStay(transaction)
  const key = (await dataKeyOf(transaction, keys, petitionId)) ?? (await newDataKey(transaction, keys, petitionId))
  const ids: string[] = []
  for (const { kind, content } of parts) {
    const id = randomUUID()
    await transaction
      .insertInto('protected_part')
      .values({
        id,
        petition_id: petitionId,
        kind,
        sealed: seal(key, content, aboutPart(petitionId, { id, kind })),
        size_in_bytes: content.length,
        added_by_account_id: official.accountId,
      })
      .execute()
    ids.push(id)
  }
  return ids
}

async function newDataKey(transaction: Database, keys: KeyRing, petitionId: string): Promise<Buffer> {
  await refuseLostKeys(transaction, keys)
  const { key, keyName, wrappedKey } = await keys.newKey(aboutRecord(petitionId))
  await transaction
    .insertInto('protected_record')
    .values({ petition_id: petitionId, key_name: keyName, wrapped_key: wrappedKey })
    .execute()
  return key
}

/** Refuses `petition.keys-lost`. */
export async function refuseLostKeys(database: Database, keys: KeyRing): Promise<void> {
  // The rows first: whoever sealed them had the key file before they could be seen.
  const before = await sql`select from protected_record union all select from protected_upload limit 1`.execute(
    database,
  )
  if (before.rows.length === 0 || (await keys.names()).length > 0) return
  throw new Refusal(
    'conflict',
    'petition.keys-lost',
    'Máy chủ không còn tệp khóa của kho bảo vệ người tố cáo nên chưa ghi được. Chưa có gì được lưu. Hãy báo người quản trị khôi phục tệp khóa đã cất riêng.',
  )
}
