import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { carryOutByTitle, linkToUpperDocument } from './carry-out.ts'
import { addContents } from './change-contents.ts'
import { type PlanGiven, planColumns } from './plan-columns.ts'

export type PlanToCreate = PlanGiven & {
  /** The contents (nội dung nhiệm vụ) in their order. */
  contents: string[]
}

/**
 * Makes a plan with its contents and answers its id. A content that bears the words of one of the plan above carries that one out, and
 * in the register the plan's document carries out the document of the plan above.
 * Refuses `plan.not-your-unit`, `plan.no-such-document`, `plan.document-taken`, `plan.no-such-upper-plan` (see `planColumns`).
 */
export function createPlan(
  database: Database,
  official: Official,
  given: PlanToCreate,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const columns = await planColumns(transaction, official, { given, exceptId: null, today })
    const { id } = await transaction
      .insertInto('plan')
      .values({ ...columns, created_by_account_id: official.accountId, changed_by_account_id: official.accountId })
      .returning('id')
      .executeTakeFirstOrThrow()
    await addContents(transaction, id, given.contents)
    await carryOutByTitle(transaction, id)
    await linkToUpperDocument(transaction, official, { planId: id, today })
    await recordChange(transaction, {
      official,
      action: 'plan.created',
      subject: { kind: 'plan', id },
      unitId: given.unitId,
      summary: `Lập kế hoạch: ${given.title}`,
      after: { ...given },
    })
    return id
  })
}
