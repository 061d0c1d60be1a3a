import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { ISSUE_STATES } from '../rules/issue-state.ts'
import { issueForChange } from './issue-for-change.ts'
import { sendDocument } from './send-document.ts'

/**
 * Sends a signed document to the units it is for; from then on whoever has its code or its file can verify it.
 * Refuses `documents.not-signed` until both signatures are given, `documents.sent-before`, and what `issueForChange` refuses.
 */
export function sendIssue(
  database: Database,
  official: Official,
  { documentId, today }: { documentId: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { document, issue } = await issueForChange(transaction, official, { documentId, role: 'body', today })
    if (issue.state === 'sent') {
      const message = 'Văn bản này đã được gửi trước đó, không gửi lần nữa.'
      throw new Refusal('conflict', 'documents.sent-before', message)
    }
    if (issue.state !== 'signed-by-body') {
      const message = `Văn bản chưa đủ chữ ký số nên chưa gửi được (tình trạng: ${ISSUE_STATES[issue.state].toLocaleLowerCase('vi')}).`
      throw new Refusal('conflict', 'documents.not-signed', message)
    }
    await transaction
      .updateTable('document_issue')
      .set({ sent_on: today, sent_at: new Date(), sent_by_account_id: official.accountId })
      .where('document_id', '=', documentId)
      .execute()
    await transaction.updateTable('document').set(changedBy(official)).where('id', '=', documentId).execute()
    await sendDocument(transaction, { documentId, unitIds: issue.recipientUnitIds, today })
    await recordChange(transaction, {
      official,
      action: 'document.sent',
      subject: { kind: 'document', id: documentId },
      unitId: document.unitId,
      summary:
        issue.recipientNames.length === 0
          ? 'Phát hành văn bản đã ký số'
          : `Phát hành văn bản đã ký số, gửi đến: ${issue.recipientNames.join('; ')}`,
      after: { sentOn: today, sha256: issue.current.sha256 },
    })
  })
}
