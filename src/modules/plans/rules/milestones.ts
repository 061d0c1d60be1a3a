import { type CalendarDate, formatCalendarDate, parseCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** A step on the way of a task (mốc). */
export type Milestone = { title: string; dueOn: CalendarDate }

/** At most this many steps in one task. */
const MOST_MILESTONES = 20

/**
 * The milestones in a text with one on each line: day, colon, what is reached. Sorted by their days.
 * Refuses `plan.milestone-not-read` for a line without a day or without words, `plan.milestone-twice`, `plan.too-many-milestones` and
 * `plan.milestone-after-deadline` for one that comes after the last good day.
 */
export function milestonesInLines(text: string, lastGoodDay: CalendarDate): Milestone[] {
  const milestones = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(milestoneIn)
  if (milestones.length > MOST_MILESTONES) {
    throw refuse('plan.too-many-milestones', `Một nhiệm vụ có tối đa ${MOST_MILESTONES} mốc.`)
  }
  const seen = new Set<string>()
  for (const { title, dueOn } of milestones) {
    if (seen.has(title)) throw refuse('plan.milestone-twice', `Mốc “${title}” được ghi hai lần. Hãy bỏ một dòng.`)
    seen.add(title)
    if (dueOn > lastGoodDay) {
      throw refuse(
        'plan.milestone-after-deadline',
        `Mốc “${title}” (${formatCalendarDate(dueOn)}) ở sau hạn chót của nhiệm vụ (${formatCalendarDate(lastGoodDay)}).`,
      )
    }
  }
  return milestones.sort((first, second) => (first.dueOn < second.dueOn ? -1 : first.dueOn > second.dueOn ? 1 : 0))
}

/** The same text back, for the form. */
export function milestonesAsLines(milestones: readonly Milestone[]): string {
  return milestones.map(({ title, dueOn }) => `${formatCalendarDate(dueOn)}: ${title}`).join('\n')
}

function milestoneIn(line: string): Milestone {
  const match = /^(\S+?)\s*:\s*(\S.*)$/.exec(line)
  const words = `Không đọc được dòng “${line}”. Hãy ghi ngày, dấu hai chấm rồi đến mốc, ví dụ 30/06/2026: Ban hành kế hoạch.`
  if (!match) throw refuse('plan.milestone-not-read', words)
  try {
    return { dueOn: parseCalendarDate(match[1] ?? ''), title: match[2] ?? '' }
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    throw refuse('plan.milestone-not-read', words)
  }
}

function refuse(code: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { milestones: message })
}
