import { createHash } from 'node:crypto'
import type { Database } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import type { Answers } from '../rules/submission.ts'
import './submission-tables.ts'

/** An unfinished form of somebody without an account. `token` is what only their browser holds. */
export type Draft = { token: string; answers: Answers; photos: { id: string; name: string; sizeInBytes: string }[] }

/** What a draft is kept under: whoever reads the database can't open the form in a browser. */
export const draftDigest = (token: string) => createHash('sha256').update(`draft:${token}`).digest('base64url')

/** What the answers of a draft are encrypted for. */
export const draftPurpose = (idDigest: string) => `submission-draft:${idDigest}`

/** The draft of this browser; null when there is none (any more). */
export async function draftOf(
  database: Database,
  encryption: Encryption,
  token: string | undefined,
): Promise<Draft | null> {
  if (!token) return null
  const idDigest = draftDigest(token)
  const found = await database
    .selectFrom('submission_draft')
    .select('answers')
    .where('id_digest', '=', idDigest)
    .executeTakeFirst()
  if (!found) return null
  const [answers, photos] = await Promise.all([
    encryption.decrypt(found.answers, draftPurpose(idDigest)),
    photosWhere(database).where('draft_id_digest', '=', idDigest).execute(),
  ])
  return { token, answers: JSON.parse(answers) as Answers, photos }
}

/** Photos that citizens sent, open and sealed ones, in the order in which they came. Of a sealed one the name is empty. */
export function photosWhere(database: Database) {
  return database
    .selectFrom('citizen_photo')
    .select(['id', 'name', 'size_in_bytes as sizeInBytes'])
    .orderBy('received_at')
    .orderBy('id')
}
