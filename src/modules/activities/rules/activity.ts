import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** The kinds of activity, in the words of the glossary. The table `activity_kind` holds the same. */
export const ACTIVITY_KINDS = {
  dialogue: 'Đối thoại',
  'voter-contact': 'Tiếp xúc cử tri',
  reception: 'Tiếp công dân',
  training: 'Tập huấn, bồi dưỡng',
  dissemination: 'Phổ biến, quán triệt, tuyên truyền',
  supervision: 'Giám sát',
  inspection: 'Kiểm tra',
  'self-inspection': 'Tự kiểm tra',
  'social-criticism': 'Phản biện xã hội',
  contribution: 'Góp ý xây dựng chính quyền',
  conference: 'Hội nghị, sơ kết, tổng kết',
  'agency-meeting': 'Họp cơ quan',
} as const

export type ActivityKind = keyof typeof ACTIVITY_KINDS

/** How the number of participants was come by; it stands beside the number wherever that is shown. */
export const PARTICIPANT_METHODS = {
  counted: 'Đếm tại chỗ',
  list: 'Theo danh sách',
  'check-in': 'Tự điểm danh bằng mã QR',
  estimate: 'Ước tính',
} as const

export type ParticipantMethod = keyof typeof PARTICIPANT_METHODS

/** What those who took part are called, by kind: people at a dialogue, trainees in a class, visits at a reception. */
export function participantWord(kind: ActivityKind): string {
  if (kind === 'training') return 'học viên'
  if (kind === 'reception') return 'lượt người'
  return 'người'
}

/** What a person enters about something that has been held. */
export type ActivityEntered = {
  heldOn: CalendarDate
  /** People who took part (trainees, visits). */
  participantCount: number
  /** Opinions raised; null when only the list below was entered. */
  opinionCount: number | null
  /** Opinions written down one by one. */
  opinions: readonly string[]
}

/**
 * The number of opinions that an activity counts with: the number entered, or the number of opinions written down.
 * Refuses `activity.in-the-future` (only what has been held is counted) and `activity.fewer-opinions-than-listed`.
 */
export function opinionsCounted(entered: ActivityEntered, today: CalendarDate): number {
  if (entered.heldOn > today) {
    const message = `Ngày tổ chức ${formatCalendarDate(entered.heldOn)} ở sau hôm nay (${formatCalendarDate(today)}). Chỉ ghi hoạt động đã diễn ra; hãy kiểm tra lại ngày.`
    throw new Refusal('invalid', 'activity.in-the-future', message, { heldOn: message })
  }
  const listed = entered.opinions.length
  if (entered.opinionCount === null) return listed
  if (entered.opinionCount < listed) {
    const message = `Số ý kiến (${entered.opinionCount}) ít hơn số ý kiến đã ghi nội dung (${listed}). Hãy sửa số hoặc bớt dòng.`
    throw new Refusal('invalid', 'activity.fewer-opinions-than-listed', message, { opinionCount: message })
  }
  return entered.opinionCount
}

/** The opinions in a text with one opinion on each line; blank lines and list marks do not count. */
export function opinionsInLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-–•+*]|\d{1,3}[.)])\s+/, '').trim())
    .filter((line) => line !== '')
}
