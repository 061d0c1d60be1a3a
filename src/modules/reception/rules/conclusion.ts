import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** One thing that a body must do after the head's reception day, and by when. */
export type ConclusionItem = { content: string; responsibleUnitId: string; dueOn: CalendarDate }

/**
 * Refuses `reception.conclusion-before-session`, and `reception.conclusion-due-before-issue` for a task whose last day has passed before
 * the paper is out. Source: Decree 154/2026/NĐ-CP, Article 25(2) (unofficial copy).
 */
export function requireConclusion(
  { issuedOn, items }: { issuedOn: CalendarDate; items: readonly ConclusionItem[] },
  heldOn: CalendarDate,
): void {
  if (issuedOn < heldOn) {
    const message = `Thông báo kết luận ghi ngày ${formatCalendarDate(issuedOn)}, trước buổi tiếp (${formatCalendarDate(heldOn)}). Hãy kiểm tra lại ngày.`
    throw new Refusal('invalid', 'reception.conclusion-before-session', message, { issuedOn: message })
  }
  const early = items.findIndex((item) => item.dueOn < issuedOn)
  if (early < 0) return
  const message = `Việc thứ ${early + 1} có hạn ${formatCalendarDate(items[early]?.dueOn ?? '')}, trước ngày ra thông báo (${formatCalendarDate(issuedOn)}). Hãy kiểm tra lại hạn.`
  throw new Refusal('invalid', 'reception.conclusion-due-before-issue', message, { [`dueOn${early + 1}`]: message })
}

/** Refuses `reception.done-before-issue` and `reception.done-in-the-future`. */
export function requireDone(
  doneOn: CalendarDate,
  { issuedOn, today }: { issuedOn: CalendarDate; today: CalendarDate },
): void {
  if (doneOn > today) {
    const message = `Ngày xong ${formatCalendarDate(doneOn)} ở sau hôm nay. Hãy kiểm tra lại ngày.`
    throw new Refusal('invalid', 'reception.done-in-the-future', message, { doneOn: message })
  }
  if (doneOn >= issuedOn) return
  const message = `Ngày xong ${formatCalendarDate(doneOn)} trước ngày thông báo (${formatCalendarDate(issuedOn)}). Hãy kiểm tra lại ngày.`
  throw new Refusal('invalid', 'reception.done-before-issue', message, { doneOn: message })
}
