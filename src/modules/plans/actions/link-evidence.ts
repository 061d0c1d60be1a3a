import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'
import '../queries/tables.ts'

/**
 * Links a record to an assignment as evidence; linking it twice changes nothing. A new assignment is then in progress.
 * Refuses `plan.no-such-assignment` for one that is not the official's to report on.
 */
export async function linkEvidence(
  transaction: Database,
  official: Official,
  {
    assignmentId,
    subject,
    today,
  }: {
    assignmentId: string
    subject: { kind: string; id: string; title: string }
    today: CalendarDate
  },
): Promise<void> {
  const assignment = await transaction
    .selectFrom('task_assignment')
    .select(['id', 'unit_id', 'state'])
    .where('id', '=', assignmentId)
    .where('unit_id', 'in', unitsUnder(unitsFor(official, 'task.progress'), today))
    .forUpdate()
    .executeTakeFirst()
  if (!assignment) {
    const message = 'Nhiệm vụ này không thuộc đơn vị của bạn hoặc không còn. Hãy chọn nhiệm vụ khác.'
    throw new Refusal('invalid', 'plan.no-such-assignment', message, { assignmentId: message })
  }
  const linked = await transaction
    .insertInto('task_evidence')
    .values({
      assignment_id: assignmentId,
      subject_kind: subject.kind,
      subject_id: subject.id,
      title: subject.title,
      linked_by_account_id: official.accountId,
    })
    .onConflict((conflict) => conflict.columns(['assignment_id', 'subject_kind', 'subject_id']).doNothing())
    .executeTakeFirst()
  if (linked.numInsertedOrUpdatedRows === 0n) return
  if (assignment.state === 'assigned') {
    await transaction
      .updateTable('task_assignment')
      .set({ state: 'in-progress', version: sql`version + 1`, changed_at: sql`now()` })
      .where('id', '=', assignmentId)
      .execute()
  }
  await recordChange(transaction, {
    official,
    action: 'plan.evidence-linked',
    subject: { kind: 'task-assignment', id: assignmentId },
    unitId: assignment.unit_id,
    summary: `Gắn minh chứng: ${subject.title}`,
    after: { kind: subject.kind, id: subject.id },
  })
}
