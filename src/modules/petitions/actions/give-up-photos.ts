import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'

type Photo = { name: string; mediaType: string; sha256: string }

/**
 * Takes the photos of some messages and submissions out of the system, and answers what they were: their bytes stay readable in the
 * file store until the caller's transaction ends, and are then removed from the disk.
 */
export async function giveUpPhotos(
  transaction: Database,
  { submissionIds = [], messageIds }: { submissionIds?: readonly string[]; messageIds: readonly string[] },
): Promise<Photo[]> {
  const { rows } = await sql<Photo>`
    with gone as (
      delete from submission_file
      where submission_id = any(${[...submissionIds]}::bigint[]) or message_id = any(${[...messageIds]}::bigint[])
      returning stored_file_id)
    delete from stored_file using gone where stored_file.id = gone.stored_file_id
    returning stored_file.name, stored_file.media_type as "mediaType", stored_file.sha256`.execute(transaction)
  await sql`insert into file_to_remove (sha256) select unnest(${rows.map(({ sha256 }) => sha256)}::text[])
    on conflict do nothing`.execute(transaction)
  return rows
}
