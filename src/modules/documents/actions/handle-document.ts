import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { documentForChange } from './record-document.ts'

/**
 * Notes that what a document asked for has been done: on which day and how.
 * Refuses `documents.nothing-asked`, `documents.in-the-future` and `documents.handled-before-arrival`.
 */
export function handleDocument(
  database: Database,
  official: Official,
  { id, handledOn, note, today }: { id: string; handledOn: CalendarDate; note: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const document = await documentForChange(transaction, official, id, today)
    if (document.dueOn === null) {
      throw new Refusal(
        'conflict',
        'documents.nothing-asked',
        'Văn bản này không có hạn phải thực hiện. Nếu có, hãy sửa văn bản và ghi hạn trước.',
      )
    }
    if (handledOn > today)
      throw refuseDay(
        'documents.in-the-future',
        `Ngày ${formatCalendarDate(handledOn)} ở sau hôm nay. Hãy kiểm tra lại ngày.`,
      )
    const registeredOn = document.arrivedOn ?? document.issuedOn
    if (handledOn < registeredOn) {
      throw refuseDay(
        'documents.handled-before-arrival',
        `Ngày xong ở trước ngày vào sổ (${formatCalendarDate(registeredOn)}). Hãy kiểm tra lại ngày.`,
      )
    }
    await transaction
      .updateTable('document')
      .set({
        handled_on: handledOn,
        handling_note: note,
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'document.handled',
      subject: { kind: 'document', id },
      unitId: document.unitId,
      summary: `Đã thực hiện xong ngày ${formatCalendarDate(handledOn)}: ${note}`,
      after: { handledOn, note },
    })
  })
}

function refuseDay(code: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { handledOn: message })
}
