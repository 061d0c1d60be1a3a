import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, ownUnitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { type DocumentRecord, documentById } from '../queries/documents.ts'
import { type Issue, issueOf } from '../queries/issues.ts'
import type { SignatureRole } from '../rules/issue-state.ts'

/** Who signs for the body keeps its register: the clerk in charge of papers and of the seal (Decree 30/2020/NĐ-CP, Article 32). */
export const PERMISSION_OF_ROLE = { person: 'document.sign', body: 'document.write' } as const

/** True when the official may give this signature, or send (as the body), as far as posts and units go: each body signs its own papers. */
export async function mayAct(
  database: Database,
  official: Official,
  { unitId }: Pick<DocumentRecord, 'unitId'>,
  role: SignatureRole,
  today: CalendarDate,
): Promise<boolean> {
  const units = unitsUnder(ownUnitsFor(official, PERMISSION_OF_ROLE[role]), today)
  const found = await sql`select 1 where ${unitId}::bigint in ${units}`.execute(database)
  return found.rows.length > 0
}

/**
 * The document and its issue, locked, for somebody who acts as the person or as the body.
 * Refuses `documents.no-such-document`, `documents.not-issued-here`, `documents.not-yours-to-sign` and `documents.withdrawn`.
 */
export async function issueForChange(
  transaction: Database,
  official: Official,
  { documentId, role, today }: { documentId: string; role: SignatureRole; today: CalendarDate },
): Promise<{ document: DocumentRecord; issue: Issue }> {
  await sql`select from document_issue where document_id = ${documentId} for update`.execute(transaction)
  const document = await documentById(transaction, official, documentId, today)
  if (!document)
    throw new Refusal('not-found', 'documents.no-such-document', 'Không có văn bản này trong phạm vi của bạn.')
  if (!(await mayAct(transaction, official, document, role, today))) {
    const message = 'Chức vụ của bạn không ký, gửi được văn bản của đơn vị này.'
    throw new Refusal('not-allowed', 'documents.not-yours-to-sign', message)
  }
  const issue = await issueOf(transaction, documentId)
  if (issue === null) {
    const message = 'Văn bản này không được lập để ký số trên hệ thống.'
    throw new Refusal('conflict', 'documents.not-issued-here', message)
  }
  if (document.withdrawnOn !== null) {
    const message = `Văn bản đã được thu hồi ngày ${formatCalendarDate(document.withdrawnOn)} nên không ký, gửi được nữa.`
    throw new Refusal('conflict', 'documents.withdrawn', message)
  }
  return { document, issue }
}
