import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { addJob } from '../../../platform/jobs/add-job.ts'
import type { Job } from '../../../platform/jobs/job.ts'
import { readApart } from '../reading/read-apart.ts'
import { isReadable } from '../reading/read-file.ts'
import { keepText } from './keep-text.ts'

const JOB = 'documents.read-file'
/** A file that the disk or the machine would not give is tried again so often. */
const ATTEMPTS = 5
/** Files whose job was lost, or that were attached before files were read: so many at a time. */
const MOST_RECOVERED = 200

/** Notes that a file attached to a document is to be read, and asks for it. In the transaction that attaches it. */
export async function askForReading(transaction: Database, documentId: string, attachmentId: string): Promise<void> {
  await transaction
    .insertInto('attachment_text')
    .values({ attachment_id: attachmentId, document_id: documentId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await ask(transaction, attachmentId)
}

/** The text of a file goes when the file is taken away. */
export async function forgetText(transaction: Database, attachmentId: string): Promise<void> {
  await transaction.deleteFrom('attachment_text').where('attachment_id', '=', attachmentId).execute()
}

/** Takes the words out of files attached to documents, so that the files can be searched. Files of other records are not read. */
export const readAttachedFiles: Job = {
  name: JOB,
  title: 'Đọc chữ trong tệp văn bản để tìm kiếm',
  run: async ({ attachmentId }, { database, files, now }) => {
    const file = await database
      .selectFrom('attachment_text as text')
      .innerJoin('attachment', 'attachment.id', 'text.attachment_id')
      .innerJoin('stored_file as file', 'file.id', 'attachment.stored_file_id')
      .select(['attachment.id', 'file.media_type as mediaType', 'file.sha256'])
      .where('attachment.id', '=', String(attachmentId))
      .where('attachment.removed_at', 'is', null)
      .where('text.state', '=', 'waiting')
      .executeTakeFirst()
    if (!file) return
    const reading = isReadable(file.mediaType)
      ? await readApart(files.read(file.sha256), file.mediaType)
      : ({ state: 'unreadable', reason: 'picture' } as const)
    await keepText(database, { attachmentId: file.id, reading, now: now() })
  },
  recover: async ({ database }) => {
    const { rows } = await sql<{ id: string }>`
      select attachment_id::text as id from attachment_text
      where state = 'waiting' and not exists (select from jobs where jobs.key = ${`${JOB} `} || attachment_id)
      order by attachment_id limit ${MOST_RECOVERED}`.execute(database)
    for (const { id } of rows) await ask(database, id)
  },
}

const ask = (database: Database, attachmentId: string) =>
  addJob(database, JOB, { attachmentId }, { key: `${JOB} ${attachmentId}`, attempts: ATTEMPTS })
