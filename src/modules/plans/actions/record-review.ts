import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { checkReview, REVIEW_KINDS, type ReviewKind } from '../rules/review-meeting.ts'
import { planForChange } from './plan-for-change.ts'

export type ReviewToRecord = {
  kind: ReviewKind
  heldOn: CalendarDate
  periodFrom: CalendarDate
  periodTo: CalendarDate
  results: string
  shortcomings: string
  conclusions: string
}

/** Records a review (sơ kết, tổng kết) of a plan and answers its id. Refuses what `checkReview` refuses. */
export function recordReview(
  database: Database,
  official: Official,
  { planId, given, today }: { planId: string; given: ReviewToRecord; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const plan = await planForChange(transaction, official, { id: planId, may: 'write', today })
    checkReview(given, today)
    const { id } = await transaction
      .insertInto('review_meeting')
      .values({
        plan_id: planId,
        kind: given.kind,
        held_on: given.heldOn,
        period_from: given.periodFrom,
        period_to: given.periodTo,
        results: given.results,
        shortcomings: given.shortcomings,
        conclusions: given.conclusions,
        created_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordChange(transaction, {
      official,
      action: 'plan.review-recorded',
      subject: { kind: 'plan', id: planId },
      unitId: plan.unitId,
      summary: `${REVIEW_KINDS[given.kind]} ngày ${formatCalendarDate(given.heldOn)}`,
      after: { ...given },
    })
    return id
  })
}
