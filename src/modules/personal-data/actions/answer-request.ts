import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { dataRequestById } from '../queries/data-requests.ts'
import { type Answer, DECISIONS, refuseAnswer } from '../rules/data-request.ts'
import { eraseRequesters } from './erase-requesters.ts'

/**
 * Notes the answer to a request: once, on a day that can be, with its reasons. Refuses what `refuseAnswer` refuses, and
 * `personal-data.no-such-request` for a request out of reach.
 */
export function answerRequest(
  database: Database,
  official: Official,
  { id, answer, today }: { id: string; answer: Answer; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await sql`select from data_request where id = ${id} for update`.execute(transaction)
    const request = await dataRequestById(transaction, official, id, today)
    if (!request) throw noSuchRequest()
    refuseAnswer(request, answer, today)
    const { answeredOn, decision, reason, legalBasis, done } = answer
    await transaction
      .updateTable('data_request')
      .set({
        answered_on: answeredOn,
        decision,
        decision_reason: reason,
        legal_basis: legalBasis,
        done,
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'personal-data.request-answered',
      subject: { kind: 'data-request', id },
      unitId: request.unitId,
      summary: `Trả lời ngày ${formatCalendarDate(answeredOn)}: ${DECISIONS[decision].toLowerCase()}`,
      after: { answeredOn, decision },
    })
    await eraseRequesters(transaction, today)
  })
}

/** Out of reach and not there are the same. */
export function noSuchRequest(): Refusal {
  return new Refusal('not-found', 'personal-data.no-such-request', 'Không có yêu cầu này trong phạm vi của bạn.')
}
