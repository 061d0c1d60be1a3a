import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { attachFiles, documentByMention, removeAttachment } from '../../documents/index.ts'
import { linkEvidence } from './link-evidence.ts'
import { assignmentForReport } from './report-progress.ts'

const subjectOf = (assignmentId: string) => ({ kind: 'task-assignment', id: assignmentId })

/**
 * Links documents of the register, mentioned by number, and received files to an assignment as evidence; answers how many.
 * Refuses `plan.no-such-document` for a document that is in no register within reach, and files of another account.
 */
export function addEvidence(
  database: Database,
  official: Official,
  given: { assignmentId: string; documents: readonly string[]; storedFileIds: readonly string[]; today: CalendarDate },
): Promise<number> {
  const { assignmentId, documents, storedFileIds, today } = given
  return inTransaction(database, async (transaction) => {
    const assignment = await assignmentForReport(transaction, official, { id: assignmentId, today })
    for (const mention of documents) {
      const document = await mentioned(transaction, official, mention, today)
      const subject = { kind: 'document', id: document.id, title: `${document.reference}: ${document.summary}` }
      await linkEvidence(transaction, official, { assignmentId, subject, today })
    }
    const files = await attachFiles(transaction, official, {
      subject: subjectOf(assignmentId),
      unitId: assignment.unitId,
      storedFileIds,
      readPermission: 'plan.read',
    })
    for (const { id, name } of files) {
      await linkEvidence(transaction, official, {
        assignmentId,
        subject: { kind: 'attachment', id, title: name },
        today,
      })
    }
    return documents.length + files.length
  })
}

/**
 * Takes evidence away from an assignment; the record itself stays where it is.
 * Refuses `plan.no-such-evidence`, and `plan.last-evidence` while the task counts as completed by it alone.
 */
export function removeEvidence(
  database: Database,
  official: Official,
  { assignmentId, evidenceId, today }: { assignmentId: string; evidenceId: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const assignment = await assignmentForReport(transaction, official, { id: assignmentId, today })
    const all = await transaction
      .selectFrom('task_evidence')
      .selectAll()
      .where('assignment_id', '=', assignmentId)
      .execute()
    const evidence = all.find(({ id }) => id === evidenceId)
    if (!evidence) throw new Refusal('not-found', 'plan.no-such-evidence', 'Không có minh chứng này ở nhiệm vụ.')
    if (all.length === 1 && assignment.state === 'completed' && assignment.explanation === '') {
      throw new Refusal(
        'conflict',
        'plan.last-evidence',
        'Đây là minh chứng duy nhất của nhiệm vụ đã báo hoàn thành. Hãy thêm minh chứng khác, hoặc mở lại nhiệm vụ trước.',
      )
    }
    await transaction.deleteFrom('task_evidence').where('id', '=', evidenceId).execute()
    if (evidence.subject_kind === 'attachment') {
      await removeAttachment(transaction, official, {
        id: evidence.subject_id,
        subject: subjectOf(assignmentId),
        today,
      })
    }
    await recordChange(transaction, {
      official,
      action: 'plan.evidence-removed',
      subject: subjectOf(assignmentId),
      unitId: assignment.unitId,
      summary: `Bỏ minh chứng: ${evidence.title}`,
      before: { kind: evidence.subject_kind, id: evidence.subject_id },
    })
  })
}

async function mentioned(transaction: Database, official: Official, mention: string, today: CalendarDate) {
  try {
    const document = await documentByMention(transaction, official, mention, today)
    if (document) return document
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    throw new Refusal(refusal.kind, refusal.code, refusal.messageForPerson, { documents: refusal.messageForPerson })
  }
  const message = `Không tìm thấy văn bản “${mention}” trong sổ. Hãy kiểm tra số, ký hiệu, hoặc vào sổ văn bản đó trước.`
  throw new Refusal('invalid', 'plan.no-such-document', message, { documents: message })
}
