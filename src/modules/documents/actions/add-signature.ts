import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Issue } from '../queries/issues.ts'
import {
  ISSUE_STATES,
  nextSignature,
  SIGNATURE_ROLES,
  type SignatureRole,
  type SignatureWay,
} from '../rules/issue-state.ts'
import { addedSignature } from '../signatures/accept-signed.ts'
import { attachFiles } from './attach-files.ts'
import { issueForChange } from './issue-for-change.ts'

export type SignatureToAdd = {
  documentId: string
  role: SignatureRole
  way: SignatureWay
  /** The file with the new signature; it is kept once it has been found in order. */
  content: Buffer
  today: CalendarDate
}

/**
 * Enters a signature that was added to the kept file, and keeps the file with it. Refuses `documents.not-its-turn` when another
 * signature is awaited, what `issueForChange` refuses, and what `addedSignature` refuses about the file.
 */
export function addSignature(
  database: Database,
  files: FileStore,
  official: Official,
  { documentId, role, way, content, today }: SignatureToAdd,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { document, issue } = await issueForChange(transaction, official, { documentId, role, today })
    requireTurn(issue, role)
    const added = await addedSignature(content, {
      role,
      kept: await buffer(files.read(issue.current.sha256)),
      signatureCount: issue.signatures.length,
      signerName: issue.signerName,
    })
    const file = await files.put(transaction, {
      name: issue.fileName,
      content: Readable.from([content]),
      accountId: official.accountId,
    })
    await transaction
      .insertInto('document_signature')
      .values({
        ...{ document_id: documentId, role, way, signer: added.signer, organisation: added.organisation },
        ...{ certificate_issuer: added.issuer, signed_at: added.signedAt === null ? null : new Date(added.signedAt) },
        ...{ file_id: file.id, sha256: file.sha256, added_by_account_id: official.accountId },
      })
      .execute()
    await putInPlace(transaction, official, { issue, unitId: document.unitId, fileId: file.id })
    await recordChange(transaction, {
      official,
      action: 'document.signed',
      subject: { kind: 'document', id: documentId },
      unitId: document.unitId,
      summary: `${SIGNATURE_ROLES[role]} đã ký số: ${added.signer}`,
      after: { role, way, signer: added.signer, signedAt: added.signedAt, sha256: file.sha256 },
    })
  })
}

/** Refuses `documents.not-its-turn`: the person signs first, then the body, each once. */
export function requireTurn(issue: Pick<Issue, 'state' | 'reference'>, role: SignatureRole): void {
  if (nextSignature(issue.state) === role) return
  throw new Refusal(
    'conflict',
    'documents.not-its-turn',
    `Văn bản ${issue.reference} không chờ chữ ký này (tình trạng: ${ISSUE_STATES[issue.state].toLocaleLowerCase('vi')}). Hãy tải lại trang văn bản để xem tình trạng mới nhất.`,
  )
}

/** The file with the new signature stands on the document's page in place of the one before, which stays with its own signature. */
async function putInPlace(
  transaction: Database,
  official: Official,
  { issue, unitId, fileId }: { issue: Issue; unitId: string; fileId: string },
): Promise<void> {
  const subject = { kind: 'document', id: issue.documentId }
  await transaction
    .updateTable('attachment')
    .set({ removed_at: new Date(), removed_by_account_id: official.accountId })
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('stored_file_id', '=', issue.current.fileId)
    .where('removed_at', 'is', null)
    .execute()
  await attachFiles(transaction, official, { subject, unitId, storedFileIds: [fileId] })
}
