import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { calendarInForce } from '../../calendar/index.ts'
import { refuseEndedUnit, unitsUnder } from '../../organisation/index.ts'
import '../queries/tables.ts'
import { type Channel, RIGHTS, type Right, refuseReceiptDay } from '../rules/data-request.ts'
import { answerDeadline } from './answer-deadline.ts'
import { eraseRequesters } from './erase-requesters.ts'

export type RequestToRecord = {
  unitId: string
  receivedOn: CalendarDate
  requesterName: string
  /** Address, telephone or mail: as much as the answer needs. */
  requesterContact: string
  right: Right
  subject: string
  channel: Channel
  illustration?: string | undefined
}

/**
 * Records what a person asks about data on themselves, with the last day for the answer, and answers its id. The trail does not name
 * the person. Refuses a day in the future and a unit out of reach (`personal-data.not-your-unit`).
 */
export function recordRequest(
  database: Database,
  official: Official,
  given: RequestToRecord,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    refuseReceiptDay(given.receivedOn, today)
    await refuseOtherUnit(transaction, official, given.unitId, today)
    await refuseEndedUnit(transaction, given.unitId, given.receivedOn)
    const counted = answerDeadline(given.receivedOn, await calendarInForce(transaction))
    const dueOn = counted.known ? counted.deadline.due : null
    const { id } = await transaction
      .insertInto('data_request')
      .values({
        unit_id: given.unitId,
        received_on: given.receivedOn,
        requester_name: given.requesterName,
        requester_contact: given.requesterContact,
        right_code: given.right,
        subject: given.subject,
        channel: given.channel,
        due_on: dueOn,
        illustration: given.illustration ?? null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { unitId, receivedOn, right, channel } = given
    await recordChange(transaction, {
      official,
      action: 'personal-data.request-recorded',
      subject: { kind: 'data-request', id },
      unitId,
      summary: `Ghi yêu cầu “${RIGHTS[right]}”, nhận ngày ${formatCalendarDate(receivedOn)}`,
      after: { unitId, receivedOn, right, channel, dueOn },
    })
    await eraseRequesters(transaction, today)
    return id
  })
}

async function refuseOtherUnit(transaction: Database, official: Official, unitId: string, today: CalendarDate) {
  const reached = await sql`select from unit where id = ${unitId}
    and id in ${unitsUnder(unitsFor(official, 'personal-data.handle'), today)}`.execute(transaction)
  if (reached.rows.length > 0) return
  const message = 'Bạn không được ghi yêu cầu cho đơn vị này. Hãy chọn đơn vị trong phạm vi của mình.'
  throw new Refusal('invalid', 'personal-data.not-your-unit', message, { unitId: message })
}
