import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { shownReference } from '../../documents/index.ts'
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

/** The number of a document of a report for who reads the report; null where the document is limited and not for them. */
export async function referenceFor(
  database: Database,
  official: Official,
  documentId: string,
  today: CalendarDate,
): Promise<string | null> {
  const found = await database
    .selectFrom('document')
    .select(shownReference(official, today).as('reference'))
    .where('id', '=', documentId)
    .executeTakeFirst()
  return found?.reference ?? null
}

/** The document of the sending, unless it was withdrawn. */
export const standingDocument = (issued: readonly IssuedDocument[], submissionNumber: number | undefined) =>
  issued.find((each) => each.submissionNumber === submissionNumber && each.withdrawnOn === null)
