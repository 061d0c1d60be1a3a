import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** Where a day of the schedule stands. */
export const DAY_STANDINGS = {
  proposed: 'Dự kiến',
  coming: 'Đã công bố',
  held: 'Đã tiếp',
  missed: 'Không tiếp, chưa báo lùi',
} as const
export type DayStanding = keyof typeof DAY_STANDINGS

type DayFacts = { plannedOn: CalendarDate; publishedOn: CalendarDate | null; isHeld: boolean }

/** A day is missed once it has passed, published, without a session; putting it off gives it another day and so ends that. */
export function dayStanding({ plannedOn, publishedOn, isHeld }: DayFacts, today: CalendarDate): DayStanding {
  if (isHeld) return 'held'
  if (publishedOn === null) return 'proposed'
  return plannedOn < today ? 'missed' : 'coming'
}

/**
 * Refuses what the law does not let one do with a published day: `reception.day-not-published` and `reception.day-held` (nothing to put
 * off), `reception.only-later` (a day may be put off, not brought forward: people have read it), `reception.new-day-passed` and
 * `reception.not-a-working-day`. Source: Law on Citizen Reception 42/2013/QH13, Article 24(4).
 */
export function requirePostponement(
  day: DayFacts,
  { to, today, whyNotWorking }: { to: CalendarDate; today: CalendarDate; whyNotWorking: string | null },
): void {
  if (day.isHeld) {
    throw new Refusal(
      'conflict',
      'reception.day-held',
      'Ngày này đã có buổi tiếp trong sổ nên không lùi lịch được nữa.',
    )
  }
  if (day.publishedOn === null) {
    throw new Refusal(
      'conflict',
      'reception.day-not-published',
      'Ngày này mới là dự kiến, chưa công bố. Hãy sửa ngày trong lịch dự kiến.',
    )
  }
  const problem = newDayProblem(day, to, today, whyNotWorking)
  if (problem) throw new Refusal('invalid', problem.code, problem.message, { toDay: problem.message })
}

function newDayProblem(day: DayFacts, to: CalendarDate, today: CalendarDate, whyNotWorking: string | null) {
  if (to <= day.plannedOn) {
    return {
      code: 'reception.only-later',
      message: `Luật chỉ cho lùi lịch đã công bố (khoản 4 Điều 24 Luật Tiếp công dân): ngày mới phải sau ngày ${formatCalendarDate(day.plannedOn)}.`,
    }
  }
  if (to < today) {
    return { code: 'reception.new-day-passed', message: 'Ngày mới đã qua. Hãy chọn hôm nay hoặc một ngày sau hôm nay.' }
  }
  if (whyNotWorking !== null) {
    return {
      code: 'reception.not-a-working-day',
      message: `Ngày ${formatCalendarDate(to)} không làm việc (${whyNotWorking}). Hãy chọn một ngày làm việc.`,
    }
  }
  return null
}

/** First day since which a deputy may no longer be given the head's reception duty. */
export const NO_DEPUTY_FROM: CalendarDate = '2026-07-01'

/** The ground for it, with how sure it is. */
export const NO_DEPUTY_GROUND =
  'Luật 136/2025/QH15 (có hiệu lực từ 01/07/2026; biết qua báo chí, chưa đối chiếu văn bản): không ủy quyền cho cấp phó thực hiện trách nhiệm tiếp công dân của người đứng đầu'

/** Heads for the time being are heads: they receive in their own right. */
const ACTING_HEAD = /^(quyền|q\.|phụ trách|điều hành)(?=\s)/iu

/**
 * Who may receive in the head's place. Before 1 July 2026 whoever holds a written authorisation (practice; the law of 2013 names only
 * putting off); since then only an acting head. Refuses `reception.deputy-not-allowed`, `reception.authorisation-missing` and
 * `reception.substitute-too-late`.
 */
export function requireSubstitute(
  day: DayFacts,
  { title, paper, today }: { title: string; paper: string; today: CalendarDate },
): void {
  if (day.isHeld || day.plannedOn < today) {
    throw new Refusal(
      'conflict',
      'reception.substitute-too-late',
      'Ngày tiếp đã qua hoặc đã tiếp xong nên không đổi người tiếp được nữa. Hãy ghi người đã tiếp ở buổi tiếp.',
    )
  }
  if (day.plannedOn >= NO_DEPUTY_FROM) {
    if (ACTING_HEAD.test(title.trim())) return
    const message = `${NO_DEPUTY_GROUND}. Hãy lùi lịch sang ngày khác, hoặc chọn người được giao quyền đứng đầu.`
    throw new Refusal('invalid', 'reception.deputy-not-allowed', message, { substitutePostId: message })
  }
  if (paper !== '') return
  const message = 'Hãy ghi số, ngày văn bản ủy quyền cho người tiếp thay.'
  throw new Refusal('invalid', 'reception.authorisation-missing', message, { paper: message })
}
