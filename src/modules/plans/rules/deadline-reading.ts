import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Deadline, lastGoodDay } from './progress.ts'

/**
 * How the day of a deadline is meant. No text settles whether “trước ngày 05/12” takes the 5th in: read by its words it does not, and
 * offices often accept the day itself. Whoever gives the task decides, and says why.
 */
export const DUE_READINGS = {
  by: 'Đến hết ngày này',
  before: '“Trước ngày” này, hiểu theo câu chữ: chậm nhất là hôm trước',
  'before-inclusive': '“Trước ngày” này, nhưng gửi trong chính ngày này vẫn đúng hạn',
} as const

export type DueReading = keyof typeof DUE_READINGS

/** Why “trước ngày” is read by its words, unless another reason is given. */
export const LITERAL_REASON = '“Trước ngày” hiểu theo câu chữ thì không gồm chính ngày đó; kế hoạch không nói khác.'

export type ReadDeadline = Deadline & { dueWording: 'by' | 'before'; dueReadingReason: string; dueTime: string | null }

/**
 * The deadline as it is kept. `dueTime` is an hour on the day itself (`16:30`).
 * Refuses `plan.hour-with-before`: “trước ngày” has no hour, “trước 16 giờ ngày …” is a plain day with an hour; and
 * `plan.no-reason-for-reading`: who takes the day in must say by what.
 */
export function readDeadline(given: {
  dueOn: CalendarDate
  reading: DueReading
  reason: string
  dueTime: string | null
}): ReadDeadline {
  const { dueOn, reading, reason, dueTime } = given
  if (reading === 'by') return { dueOn, dueOnExcluded: false, dueWording: 'by', dueReadingReason: '', dueTime }
  if (dueTime !== null) {
    const message = 'Hạn có giờ thì chính ngày đó vẫn còn hạn: hãy chọn “Đến hết ngày này”, hoặc bỏ trống giờ.'
    throw new Refusal('invalid', 'plan.hour-with-before', message, { dueTime: message })
  }
  if (reading === 'before') {
    const dueReadingReason = reason === '' ? LITERAL_REASON : reason
    return { dueOn, dueOnExcluded: true, dueWording: 'before', dueReadingReason, dueTime: null }
  }
  if (reason === '') {
    const message = 'Hãy ghi căn cứ để tính cả chính ngày đó, ví dụ số công văn hướng dẫn hoặc ý kiến của lãnh đạo.'
    throw new Refusal('invalid', 'plan.no-reason-for-reading', message, { dueReadingReason: message })
  }
  return { dueOn, dueOnExcluded: false, dueWording: 'before', dueReadingReason: reason, dueTime: null }
}

/** The reading that a deadline was kept with. */
export function readingOf({ dueWording, dueOnExcluded }: { dueWording: 'by' | 'before'; dueOnExcluded: boolean }) {
  if (dueWording === 'by') return 'by'
  return dueOnExcluded ? 'before' : 'before-inclusive'
}

/** “Trước ngày …” read in both ways, the one that counts first; only the one when the deadline is a plain day. */
export function readingsOf(deadline: { dueOn: CalendarDate; dueWording: 'by' | 'before'; dueOnExcluded: boolean }) {
  const counting = readingInWords(deadline)
  if (deadline.dueWording === 'by') return [counting]
  return [counting, readingInWords({ ...deadline, dueOnExcluded: !deadline.dueOnExcluded })]
}

export type Reading = ReturnType<typeof readingInWords>

function readingInWords(deadline: { dueOn: CalendarDate; dueWording: 'by' | 'before'; dueOnExcluded: boolean }) {
  const day = formatCalendarDate(deadline.dueOn)
  const title =
    deadline.dueWording === 'by'
      ? `Đến hết ngày ${day}`
      : deadline.dueOnExcluded
        ? `“Trước ngày ${day}” không gồm ngày ${day}`
        : `“Trước ngày ${day}” gồm cả ngày ${day}`
  return { title, dueOn: deadline.dueOn, dueOnExcluded: deadline.dueOnExcluded, lastGoodDay: lastGoodDay(deadline) }
}

/** An hour as people type it (`16:30`, `16h30`, `16 giờ 30`, `17h`) as `HH:MM`; null for nothing. Refuses `plan.no-such-hour`. */
export function hourOf(typed: string): string | null {
  const text = typed.trim().toLocaleLowerCase('vi')
  if (text === '') return null
  const match = /^(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{1,2})?\s*(?:phút|p)?$/.exec(text)
  const hour = Number(match?.[1] ?? Number.NaN)
  const minute = Number(match?.[2] ?? 0)
  if (hour <= 23 && minute <= 59) return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  const message = `Không có giờ “${typed.trim()}”. Hãy ghi như 16:30 hoặc 17 giờ.`
  throw new Refusal('invalid', 'plan.no-such-hour', message, { dueTime: message })
}
