import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { KeyRing } from '../../../platform/encryption/key-ring.ts'
import { aboutRecord, aboutUpload } from '../rules/protected-part.ts'
import { refuseLostKeys, whileNobodySeals } from './protect-parts.ts'
import '../queries/protected-tables.ts'

const ROWS_AT_ONCE = 500

export type KeysRotated = {
  /** Name of the key in use from now on. */
  keyName: string
  rewrapped: number
  /** The file that holds the keys used before; null when there were none. */
  retiredKeyFile: string | null
}

/**
 * Puts a new key into use and wraps every data key by it, while the system works: reading goes on, sealing waits for some seconds. The
 * old key stays in the key file until all is wrapped anew; broken off, it can be done again and goes on with the key it began with.
 * What is sealed by the data keys is not touched. Refuses `petition.keys-lost` and `encryption.other-key`: while a key is missing nothing
 * is changed, the key file neither.
 */
export async function rotateProtectedKeys(database: Database, keys: KeyRing, now: Date): Promise<KeysRotated> {
  const { keyName, rewrapped } = await inTransaction(database, async (transaction) => {
    await whileNobodySeals(transaction)
    await refuseLostKeys(transaction, keys)
    await refuseMissingKeys(transaction, keys)
    const inUse = await keys.beginReplacement()
    const count = (await rewrapRecords(transaction, keys, inUse)) + (await rewrapUploads(transaction, keys, inUse))
    await recordChange(transaction, {
      official: null,
      action: 'petition.protected-keys-rotated',
      subject: { kind: 'system', id: '1' },
      unitId: null,
      summary: 'Đổi khóa của kho bảo vệ người tố cáo bằng lệnh trên máy chủ',
      after: { keyName: inUse, rewrapped: count },
    })
    return { keyName: inUse, rewrapped: count }
  })
  return { keyName, rewrapped, retiredKeyFile: await keys.endReplacement(now) }
}

/** Refuses `encryption.other-key` when some data key was wrapped by a key that is not in the file. */
async function refuseMissingKeys(transaction: Database, keys: KeyRing): Promise<void> {
  const oneOfEach = await transaction
    .selectFrom('protected_record')
    .distinctOn('key_name')
    .select(['petition_id as id', 'key_name as keyName', 'wrapped_key as wrappedKey'])
    .orderBy('key_name')
    .execute()
  for (const { id, ...wrapped } of oneOfEach) await keys.openKey(wrapped, aboutRecord(id))
}

async function rewrapRecords(transaction: Database, keys: KeyRing, inUse: string): Promise<number> {
  for (let count = 0; ; ) {
    const rows = await transaction
      .selectFrom('protected_record')
      .select(['petition_id as id', 'key_name as keyName', 'wrapped_key as wrappedKey'])
      .where('key_name', '<>', inUse)
      .limit(ROWS_AT_ONCE)
      .execute()
    if (rows.length === 0) return count
    for (const { id, ...wrapped } of rows) {
      const again = await keys.rewrap(wrapped, aboutRecord(id))
      await transaction
        .updateTable('protected_record')
        .set({ key_name: again.keyName, wrapped_key: again.wrappedKey })
        .where('petition_id', '=', id)
        .execute()
    }
    count += rows.length
  }
}

async function rewrapUploads(transaction: Database, keys: KeyRing, inUse: string): Promise<number> {
  const rows = await transaction
    .selectFrom('protected_upload')
    .select(['id', 'key_name as keyName', 'wrapped_key as wrappedKey'])
    .where('key_name', '<>', inUse)
    .execute()
  for (const { id, ...wrapped } of rows) {
    const again = await keys.rewrap(wrapped, aboutUpload(id))
    await transaction
      .updateTable('protected_upload')
      .set({ key_name: again.keyName, wrapped_key: again.wrappedKey })
      .where('id', '=', id)
      .execute()
  }
  return rows.length
}

/** Names of the keys that what is kept needs, with how many cases each. */
export async function protectedKeysNeeded(database: Database): Promise<{ keyName: string; cases: number }[]> {
  const { rows } = await sql<{ keyName: string; cases: number }>`
    select key_name as "keyName", count(*)::int as cases
    from (select key_name from protected_record union all select key_name from protected_upload where account_id is null) as sealed
    group by key_name order by key_name`.execute(database)
  return rows
}
