import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Deadline, lastGoodDay } from './progress.ts'

/** The part a unit has in a task. */
export const PARTS = { lead: 'Chủ trì', coordinate: 'Phối hợp' } as const

export type Part = keyof typeof PARTS

/** The contents of a plan in a text with one on each line; blank lines, list marks and numbers before them do not count. */
export function contentsInLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*(?:[-–•+*]|\(?\d{1,2}[.)]|[IVX]{1,4}\.)\s+/, '')
        .replace(/[\s;]+$/, '')
        .trim(),
    )
    .filter((line) => line !== '')
}

/**
 * Which unit has which part. Refuses `plan.no-leading-unit` when nobody leads, and `plan.unit-in-both-parts`.
 */
export function partsOfUnits(leading: readonly string[], coordinating: readonly string[]): ReadonlyMap<string, Part> {
  if (leading.length === 0) {
    const message = 'Hãy chọn ít nhất một đơn vị thực hiện.'
    throw new Refusal('invalid', 'plan.no-leading-unit', message, { leadUnitIds: message })
  }
  const parts = new Map<string, Part>(leading.map((unitId) => [unitId, 'lead']))
  for (const unitId of coordinating) {
    if (parts.has(unitId)) {
      const message = 'Có đơn vị vừa được chọn thực hiện vừa được chọn phối hợp. Hãy bỏ một trong hai.'
      throw new Refusal('invalid', 'plan.unit-in-both-parts', message, { coordinatingUnitIds: message })
    }
    parts.set(unitId, 'coordinate')
  }
  return parts
}

/** Refuses `plan.due-before-given`: a deadline whose last good day had passed when the task was given can't be kept. */
export function checkDeadline(deadline: Deadline, assignedOn: CalendarDate): void {
  const lastDay = lastGoodDay(deadline)
  if (lastDay >= assignedOn) return
  const message = `Hạn chót (${formatCalendarDate(lastDay)}) ở trước ngày giao (${formatCalendarDate(assignedOn)}). Hãy kiểm tra lại hai ngày.`
  throw new Refusal('invalid', 'plan.due-before-given', message, { dueOn: message })
}

/**
 * Refuses a completion that nothing shows (`plan.no-evidence`), a day to come (`plan.completed-in-the-future`) and a day before
 * the task was given (`plan.completed-before-given`).
 */
export function checkCompletion(
  given: { completedOn: CalendarDate; explanation: string; evidenceCount: number; assignedOn: CalendarDate },
  today: CalendarDate,
): void {
  const { completedOn, explanation, evidenceCount, assignedOn } = given
  if (completedOn > today) {
    throw refuse(
      'plan.completed-in-the-future',
      'completedOn',
      `Ngày hoàn thành ${formatCalendarDate(completedOn)} ở sau hôm nay (${formatCalendarDate(today)}). Hãy kiểm tra lại ngày.`,
    )
  }
  if (completedOn < assignedOn) {
    throw refuse(
      'plan.completed-before-given',
      'completedOn',
      `Ngày hoàn thành ở trước ngày giao nhiệm vụ (${formatCalendarDate(assignedOn)}). Hãy kiểm tra lại ngày.`,
    )
  }
  if (evidenceCount === 0 && explanation === '') {
    throw refuse(
      'plan.no-evidence',
      'explanation',
      'Nhiệm vụ chưa có minh chứng nào. Hãy gắn minh chứng, hoặc giải trình tại sao không có.',
    )
  }
}

function refuse(code: string, field: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { [field]: message })
}
