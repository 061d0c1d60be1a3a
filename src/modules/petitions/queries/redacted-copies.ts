import type { Database } from '../../../platform/database/database.ts'
import type { KeyRing } from '../../../platform/encryption/key-ring.ts'
import { fileIn, textIn } from '../rules/protected-part.ts'
import { openedParts } from './protected-parts.ts'
import './protected-tables.ts'

/** The redacted copies of a denunciation, newest first. The caller has checked that the reader may open the case. */
export function redactedCopiesOf(database: Database, petitionId: string) {
  return copies(database).where('copy.petition_id', '=', petitionId).orderBy('copy.id', 'desc').execute()
}

/** One of them; undefined when it is not there. */
export function redactedCopy(database: Database, petitionId: string, copyId: string) {
  return copies(database).where('copy.petition_id', '=', petitionId).where('copy.id', '=', copyId).executeTakeFirst()
}

export type RedactedCopy = NonNullable<Awaited<ReturnType<typeof redactedCopy>>>

function copies(database: Database) {
  return database
    .selectFrom('redacted_copy as copy')
    .innerJoin('person as writer', 'writer.id', 'copy.written_by_person_id')
    .leftJoin('person as checker', 'checker.id', 'copy.checked_by_person_id')
    .select([
      'copy.id',
      'copy.text_part_id as textPartId',
      'copy.written_by_person_id as writtenByPersonId',
      'copy.written_at as writtenAt',
      'copy.is_approved as isApproved',
      'copy.check_note as checkNote',
      'copy.checked_at as checkedAt',
      'writer.full_name as writerName',
      'checker.full_name as checkerName',
    ])
}

/** What a redacted copy says and shows: its text and its pictures. */
export async function contentOfCopy(
  database: Database,
  keys: KeyRing,
  { petitionId, copy }: { petitionId: string; copy: RedactedCopy },
): Promise<{ text: string; images: { id: string; mediaType: string; content: Buffer }[] }> {
  const images = await database
    .selectFrom('redacted_copy_image')
    .select('part_id')
    .where('redacted_copy_id', '=', copy.id)
    .execute()
  const parts = await openedParts(database, keys, {
    petitionId,
    kinds: ['redacted-text', 'redacted-image'],
    ids: [copy.textPartId, ...images.map((image) => image.part_id)],
  })
  const text = parts.find((part) => part.kind === 'redacted-text')
  return {
    text: text ? textIn(text.content) : '',
    images: parts
      .filter((part) => part.kind === 'redacted-image')
      .map(({ id, content }) => ({ id, mediaType: fileIn(content).mediaType, content: fileIn(content).content })),
  }
}
