import type { Database } from '../../../platform/database/database.ts'
import './submission-tables.ts'

/**
 * A photo that came with something sent, or with what the sender added to it or to the petition made of it. The caller has checked
 * that the reader may open the submission, or the petition.
 */
export function photoForReader(
  database: Database,
  asked: { fileId: string } & ({ submissionId: string } | { petitionId: string }),
) {
  return database
    .selectFrom('submission_file')
    .innerJoin('stored_file', 'stored_file.id', 'submission_file.stored_file_id')
    .leftJoin('citizen_message as message', 'message.id', 'submission_file.message_id')
    .select(['stored_file.name', 'stored_file.media_type as mediaType', 'stored_file.sha256'])
    .where('stored_file.id', '=', asked.fileId)
    .where((condition) =>
      'petitionId' in asked
        ? condition('message.petition_id', '=', asked.petitionId)
        : condition.or([
            condition('submission_file.submission_id', '=', asked.submissionId),
            condition('message.submission_id', '=', asked.submissionId),
          ]),
    )
    .executeTakeFirst()
}
