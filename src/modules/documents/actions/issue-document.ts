import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import { inGroups, newReceipt } from '../../../platform/receipt/receipt.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import type { OfficialDocument } from '../layout/official-document.ts'
import { writePdfToSign } from '../pdf/write-pdf.ts'
import { parseDocumentNumber } from '../rules/document-number.ts'
import { attachFiles } from './attach-files.ts'
import type { OutgoingToRecord } from './document-to-record.ts'
import { recordDocument } from './record-document.ts'

export type DocumentToIssue = {
  /** How it stands in the register; its number is always the next one. */
  entry: Omit<OutgoingToRecord, 'direction' | 'number' | 'files'>
  /** All that is written on it, but its number and where it can be verified. */
  content: Omit<OfficialDocument, 'number' | 'verification'>
  signer: { name: string; title: string }
  /** Units of this system that are given it to read once it is sent. */
  recipientUnitIds: readonly string[]
}

/** Where a code on paper leads. */
export const verifyPage = (publicUrl: string) => `${publicUrl}/verify`

/**
 * Begins to issue a document: takes the next number of its series, writes the PDF once, with number, date and code, and keeps it to be
 * signed by the person and then by the body. Answers the id of the document.
 * The code is as long as a secret is: who has no paper in hand must not come upon one by trying; only the demonstration gives its own.
 * `permission` is the right under which it is issued, where who decides has it numbered at once and does not write the register
 * otherwise (Decree 30/2020/NĐ-CP, Article 15: an electronic document is numbered by the system).
 * Refuses what the register refuses, and `documents.pdf-unavailable`.
 */
export function issueDocument(
  database: Database,
  official: Official,
  { entry, content, signer, recipientUnitIds }: DocumentToIssue,
  {
    files,
    publicUrl,
    today,
    code = newReceipt().secret,
    permission,
  }: { files: FileStore; publicUrl: string; today: CalendarDate; code?: string; permission?: string },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const outgoing: OutgoingToRecord = { ...entry, direction: 'outgoing', number: null, files: [] }
    const documentId = await recordDocument(transaction, official, outgoing, today, permission)
    const { reference } = await transaction
      .selectFrom('document')
      .select('reference')
      .where('id', '=', documentId)
      .executeTakeFirstOrThrow()
    const { pdf, place } = await writePdfToSign({
      ...content,
      number: parseDocumentNumber(reference),
      verification: { page: verifyPage(publicUrl), code: inGroups(code) },
    })
    const file = await files.put(transaction, {
      name: `${reference.replaceAll('/', '-')}.pdf`,
      content: Readable.from([pdf]),
      accountId: official.accountId,
    })
    await attachFiles(transaction, official, {
      subject: { kind: 'document', id: documentId },
      unitId: entry.unitId,
      storedFileIds: [file.id],
    })
    await transaction
      .insertInto('document_issue')
      .values({
        ...{ document_id: documentId, code, signer_name: signer.name, signer_title: signer.title, file_id: file.id },
        ...{ sha256: createHash('sha256').update(pdf).digest('hex'), signature_place: JSON.stringify(place) },
        ...{ recipient_unit_ids: [...recipientUnitIds], prepared_by_account_id: official.accountId },
        ...{ sent_on: null, sent_by_account_id: null, sent_at: null },
      })
      .execute()
    await recordChange(transaction, {
      official,
      action: 'document.prepared-to-sign',
      subject: { kind: 'document', id: documentId },
      unitId: entry.unitId,
      summary: `Lập bản phát hành ${reference}, chờ ${signer.name} ký số`,
      after: { signer, sha256: file.sha256 },
    })
    return documentId
  })
}
