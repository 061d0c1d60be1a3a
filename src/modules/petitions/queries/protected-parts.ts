import type { Database } from '../../../platform/database/database.ts'
import { type KeyRing, unseal, type WrappedKey } from '../../../platform/encryption/key-ring.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  aboutPart,
  aboutRecord,
  type DenouncerIdentity,
  identityIn,
  isAnonymous,
  type PartKind,
} from '../rules/protected-part.ts'
import './protected-tables.ts'

export type OpenedPart = { id: string; kind: PartKind; content: Buffer; addedAt: Date }

/** The wrapped key of what is kept of a denunciation apart from it; undefined when nothing is. */
export function protectedRecord(database: Database, petitionId: string) {
  return database
    .selectFrom('protected_record')
    .select(['key_name as keyName', 'wrapped_key as wrappedKey'])
    .where('petition_id', '=', petitionId)
    .executeTakeFirst()
}

/** The data key of a petition; undefined when nothing of it is protected. */
export async function dataKeyOf(database: Database, keys: KeyRing, petitionId: string): Promise<Buffer | undefined> {
  const open = async () => {
    const record: WrappedKey | undefined = await protectedRecord(database, petitionId)
    return record && keys.openKey(record, aboutRecord(petitionId))
  }
  return open().catch((error: unknown) => {
    // The keys may have been replaced between the two readings: by now the row names the new one.
    if (error instanceof Refusal && error.code === 'encryption.other-key') return open()
    throw error
  })
}

/** The protected parts of a petition of these kinds, oldest first, opened. The caller has made sure that the reader may see them. */
export async function openedParts(
  database: Database,
  keys: KeyRing,
  { petitionId, kinds, ids }: { petitionId: string; kinds: readonly PartKind[]; ids?: readonly string[] },
): Promise<OpenedPart[]> {
  const key = await dataKeyOf(database, keys, petitionId)
  if (!key) return []
  let query = database
    .selectFrom('protected_part')
    .select(['id', 'kind', 'sealed', 'added_at as addedAt'])
    .where('petition_id', '=', petitionId)
    .where('kind', 'in', [...kinds])
    .orderBy('position')
  if (ids) query = query.where('id', 'in', [...ids, NO_PART])
  const rows = await query.execute()
  return rows.map(({ sealed, ...part }) => ({ ...part, content: unseal(key, sealed, aboutPart(petitionId, part)) }))
}

/** An id that no part has: a list of ids is never empty. */
const NO_PART = '00000000-0000-0000-0000-000000000000'

/** Everything that was ever told of who denounces, oldest first. For checking words against it; to be shown to nobody. */
export async function identitiesOf(
  database: Database,
  keys: KeyRing,
  petitionId: string,
): Promise<DenouncerIdentity[]> {
  const parts = await openedParts(database, keys, { petitionId, kinds: ['identity'] })
  return parts.map((part) => identityIn(part.content)).filter((identity) => !isAnonymous(identity))
}

/** What is protected, without opening anything: whether somebody is named, and how many files there are. */
export async function whatIsProtected(database: Database, petitionId: string) {
  const parts = await database
    .selectFrom('protected_part')
    .select(['kind', 'size_in_bytes as sizeInBytes'])
    .where('petition_id', '=', petitionId)
    .execute()
  return {
    hasIdentity: parts.some((part) => part.kind === 'identity'),
    hasWords: parts.some((part) => part.kind === 'words'),
    fileCount: parts.filter((part) => part.kind === 'file').length,
  }
}
