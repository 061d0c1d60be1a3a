import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { sendDocument } from '../../documents/index.ts'
import { planFormValues } from '../rules/form-values.ts'
import { carryOutByTitle, forgetOtherUpperPlans, linkToUpperDocument } from './carry-out.ts'
import { type PlanGiven, planColumns } from './plan-columns.ts'
import { planForChange, refuseStale } from './plan-for-change.ts'

/**
 * Changes a plan; its contents and tasks stay. Units that have a task of it may read its document from then on.
 * `version` is the one the person saw; when somebody saved it since, throws StaleEdit. Refuses as `createPlan` does.
 */
export function changePlan(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: PlanGiven; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await planForChange(transaction, official, { id, may: 'write', today })
    refuseStale(version, before, () => planFormValues(before))
    const columns = await planColumns(transaction, official, { given, exceptId: id, today })
    await transaction
      .updateTable('plan')
      .set({ ...columns, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await forgetOtherUpperPlans(transaction, id)
    if (given.basedOnPlanId !== before.basedOnPlanId) await carryOutByTitle(transaction, id)
    await linkToUpperDocument(transaction, official, { planId: id, today })
    if (given.documentId !== null) {
      const units = await transaction
        .selectFrom('task_assignment as assignment')
        .innerJoin('task', 'task.id', 'assignment.task_id')
        .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
        .select('assignment.unit_id')
        .distinct()
        .where('content.plan_id', '=', id)
        .where('assignment.state', '<>', 'withdrawn')
        .execute()
      await sendDocument(transaction, { documentId: given.documentId, unitIds: units.map((row) => row.unit_id), today })
    }
    await recordChange(transaction, {
      official,
      action: 'plan.changed',
      subject: { kind: 'plan', id },
      unitId: given.unitId,
      summary: `Sửa kế hoạch: ${given.title}`,
      before: { ...before },
      after: { ...given },
    })
  })
}

/** Withdraws a plan made by mistake or replaced: it and its tasks are counted and asked for no more, and stay to be read. */
export function withdrawPlan(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const plan = await planForChange(transaction, official, { id, may: 'write', today })
    await transaction
      .updateTable('plan')
      .set({
        withdrawn_on: today,
        withdrawn_reason: reason,
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'plan.withdrawn',
      subject: { kind: 'plan', id },
      unitId: plan.unitId,
      summary: `Rút kế hoạch: ${reason}`,
      after: { reason },
    })
  })
}
