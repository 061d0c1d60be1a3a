import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { giveUpFiles } from '../../documents/index.ts'
import type { BarePetition } from '../queries/petition.ts'
import { asBytes, fileAsBytes, isAnonymous, type OriginalWords, type PartKind } from '../rules/protected-part.ts'
import { formerMessages } from './former-messages.ts'
import { identityOf } from './protect-denouncer.ts'
import { type Protection, protectParts } from './protect-parts.ts'

/**
 * Takes out of the petition all that may tell who sent it, and puts it into the protected store: name, address, phone, the words as
 * they came, the notes of its log, its files. Must come before the row says that it is a denunciation.
 */
export async function protectFormerSender(
  transaction: Database,
  official: Official,
  {
    petition,
    rewritten,
    protection,
  }: {
    petition: BarePetition & { title: string; content: string }
    rewritten: { title: string; content: string }
    protection: Protection
  },
): Promise<void> {
  const { id: petitionId } = petition
  const parts: { kind: PartKind; content: Buffer }[] = []
  const identity = identityOf(petition)
  if (!isAnonymous(identity)) parts.push({ kind: 'identity', content: asBytes(identity) })
  parts.push({ kind: 'words', content: asBytes(await wordsOf(transaction, petition)) })
  const subject = { kind: 'petition', id: petitionId }
  for (const { name, mediaType, sha256 } of await giveUpFiles(transaction, official, {
    subject,
    unitId: petition.unitId,
  })) {
    const content = await contentOf(protection.files, sha256)
    if (content) parts.push({ kind: 'file', content: fileAsBytes({ name, mediaType, content }) })
  }
  parts.push(...(await formerMessages(transaction, protection.files, petitionId)))
  await protectParts(transaction, official, { keys: protection.keys, petitionId, parts })
  await blank(transaction, petitionId, rewritten)
}

async function wordsOf(
  transaction: Database,
  { id, title, content, forwardedBy }: BarePetition & { title: string; content: string },
): Promise<OriginalWords> {
  const notes = await transaction
    .selectFrom('petition_event')
    .select(['happened_on as happenedOn', 'note', 'body', 'document_number as documentNumber'])
    .where('petition_id', '=', id)
    .where((row) => row.or([row('note', '<>', ''), row('body', '<>', ''), row('document_number', '<>', '')]))
    .orderBy('position')
    .execute()
  return { title, content, forwardedBy: forwardedBy ?? '', notes }
}

async function blank(
  transaction: Database,
  petitionId: string,
  { title, content }: { title: string; content: string },
): Promise<void> {
  await transaction.deleteFrom('petition_search').where('petition_id', '=', petitionId).execute()
  await sql`select forget_imported_record('petitions', ${petitionId})`.execute(transaction)
  await transaction
    .updateTable('petition_event')
    .set({ note: '', body: '', document_number: '' })
    .where('petition_id', '=', petitionId)
    .execute()
  await transaction
    .updateTable('petition')
    .set({ title, content, sender_name: '', sender_address: '', sender_phone: '', forwarded_by: '' })
    .where('id', '=', petitionId)
    .execute()
}

/** Null for a file that the disk lost before: protecting the rest must not wait for it. */
async function contentOf(files: FileStore, sha256: string): Promise<Buffer | null> {
  try {
    return await buffer(files.read(sha256))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
