import type { Database } from '../../../platform/database/database.ts'
import './tables.ts'

/** A document as which a report went out, or is going out. */
export type IssuedDocument = {
  documentId: string
  reference: string
  issuedOn: string
  /** Which sending of the report it bears. */
  submissionNumber: number
  withdrawnOn: string | null
}

/** The documents of a report, the latest first: one for each sending that was issued, and those that were withdrawn. */
export function issuedDocumentsOf(database: Database, reportId: string): Promise<IssuedDocument[]> {
  return database
    .selectFrom('report_document as issued')
    .innerJoin('report_submission as submission', 'submission.id', 'issued.submission_id')
    .innerJoin('document', 'document.id', 'issued.document_id')
    .select([
      'document.id as documentId',
      'document.reference',
      'document.issued_on as issuedOn',
      'submission.number as submissionNumber',
      'document.withdrawn_on as withdrawnOn',
    ])
    .where('submission.report_id', '=', reportId)
    .orderBy('document.id', 'desc')
    .limit(50)
    .execute()
}

/** The document of the sending, unless it was withdrawn. */
export const standingDocument = (issued: readonly IssuedDocument[], submissionNumber: number | undefined) =>
  issued.find((each) => each.submissionNumber === submissionNumber && each.withdrawnOn === null)
