import { recordChange } from '../../../platform/audit/record-change.ts'
import type { LimitRecount } from '../../../platform/database/limit-recount.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { calendarInForce } from '../../calendar/index.ts'
import { answerDeadline } from './answer-deadline.ts'
import '../queries/tables.ts'

/** The last days for answering what people ask about data on themselves, while no answer was given. */
export const answerDeadlines: LimitRecount = {
  title: 'Yêu cầu về dữ liệu cá nhân',
  recount: async (transaction, official, { from, reason }) => {
    const calendar = await calendarInForce(transaction)
    const waiting = await transaction
      .selectFrom('data_request')
      .select(['id', 'unit_id as unitId', 'received_on as receivedOn', 'due_on as dueOn'])
      .where('answered_on', 'is', null)
      .where((either) => either.or([either('due_on', '>=', from), either('due_on', 'is', null)]))
      .orderBy('id')
      .forUpdate()
      .execute()
    let changed = 0
    for (const { id, unitId, receivedOn, dueOn } of waiting) {
      const counted = answerDeadline(receivedOn, calendar)
      const due = counted.known ? counted.deadline.due : null
      if (due === dueOn) continue
      changed += 1
      await transaction.updateTable('data_request').set({ due_on: due }).where('id', '=', id).execute()
      await recordChange(transaction, {
        official,
        action: 'personal-data.limit-recounted',
        subject: { kind: 'data-request', id },
        unitId,
        summary: `Tính lại hạn trả lời${due === null ? '' : `: ngày ${formatCalendarDate(due)}`} (${reason})`,
        before: { dueOn },
        after: { dueOn: due },
      })
    }
    return changed
  },
}
