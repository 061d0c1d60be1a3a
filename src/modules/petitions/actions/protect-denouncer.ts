import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import {
  asBytes,
  type DenouncerIdentity,
  fileAsBytes,
  isAnonymous,
  type OriginalWords,
  type PartKind,
} from '../rules/protected-part.ts'
import type { Sender } from '../rules/protected-sender.ts'
import { type Protection, protectParts } from './protect-parts.ts'
import { takeUploads } from './protected-uploads.ts'

export type DenouncerGiven = Sender & { senderContact?: string; originalWords?: string }

/**
 * Puts what a denouncer told of themselves, what was written down word for word, and the files that came with the form into the
 * protected store. Nothing is written when nothing is given. Answers how many parts were added.
 */
export async function protectDenouncer(
  transaction: Database,
  official: Official,
  {
    petitionId,
    given,
    uploadIds,
    protection,
  }: { petitionId: string; given: DenouncerGiven; uploadIds: readonly string[]; protection: Protection },
): Promise<number> {
  const { keys } = protection
  const parts: { kind: PartKind; content: Buffer }[] = []
  const identity = identityOf(given)
  if (!isAnonymous(identity)) parts.push({ kind: 'identity', content: asBytes(identity) })
  if (given.originalWords) {
    const words: OriginalWords = { title: '', content: given.originalWords, forwardedBy: '', notes: [] }
    parts.push({ kind: 'words', content: asBytes(words) })
  }
  for (const file of await takeUploads(transaction, official, keys, uploadIds))
    parts.push({ kind: 'file', content: fileAsBytes(file) })
  return (await protectParts(transaction, official, { keys, petitionId, parts })).length
}

export function identityOf(given: DenouncerGiven): DenouncerIdentity {
  return {
    name: given.senderName,
    address: given.senderAddress,
    phone: given.senderPhone,
    contact: given.senderContact ?? '',
  }
}
