import { addDays, type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { NewNotice, NoticeKind, StandingDuty } from './notice.ts'

export const DIGESTS = {
  daily: 'Mỗi ngày làm việc',
  weekly: 'Mỗi tuần, ngày làm việc đầu tuần',
  none: 'Không gửi',
} as const
export type Digest = keyof typeof DIGESTS

/** The hours at which a digest may come, in Viet Nam. */
export const DIGEST_HOURS = { '7': '7 giờ', '11': '11 giờ', '16': '16 giờ' } as const

/** Between these hours of a working day duties are looked at: nobody is disturbed in the evening. */
export const FIRST_HOUR = 7
export const LAST_HOUR = 17

/** True when the digest is to be sent now: once a day or once a week, not before its hour. `today` is a working day. */
export function isDigestDue(
  { digest, digestHour, lastDigestOn }: { digest: Digest; digestHour: number; lastDigestOn: CalendarDate | null },
  { today, hour }: { today: CalendarDate; hour: number },
): boolean {
  if (digest === 'none' || hour < digestHour) return false
  if (lastDigestOn === null) return true
  return digest === 'daily' ? lastDigestOn < today : lastDigestOn < mondayOf(today)
}

/** The Monday of the week, which begins on it. */
export function mondayOf(day: CalendarDate): CalendarDate {
  const daysSinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(day, -daysSinceMonday)
}

/** How many duties of one kind of a module there are, and the first of their days. */
export type DutyCount = { title: string; count: number; earliest: CalendarDate | null }

/** Counted by module, in the order in which the modules come. `titles` has what people call the duties of each. */
export function countByModule(
  duties: readonly Pick<StandingDuty, 'module' | 'dueOn'>[],
  titles: Readonly<Record<string, string>>,
): DutyCount[] {
  const counts = new Map<string, DutyCount>()
  for (const { module, dueOn } of duties) {
    const title = titles[module] ?? 'Việc khác'
    const found = counts.get(title) ?? { title, count: 0, earliest: null }
    const earliest = dueOn !== null && (found.earliest === null || dueOn < found.earliest) ? dueOn : found.earliest
    counts.set(title, { title, count: found.count + 1, earliest })
  }
  return [...counts.values()]
}

/** “- Báo cáo: 2 việc, hạn sớm nhất 05/12/2026”. No title of a duty: it may name a person, and mail is read by others. */
export function countInWords({ title, count, earliest }: DutyCount): string {
  return `- ${title}: ${count} việc${earliest === null ? '' : `, hạn ${count > 1 ? 'sớm nhất ' : ''}${formatCalendarDate(earliest)}`}`
}

const HEADINGS: Readonly<Record<NoticeKind, string>> = {
  late: 'Việc vừa quá hạn:',
  due: 'Việc sắp đến hạn:',
  urged: 'Việc được cấp trên đôn đốc:',
  new: 'Việc mới giao:',
}

export type MailText = { subject: string; text: string }

/** The mail that comes at once: what interrupts, all of one look together. */
export function noticesMail(
  notices: readonly NewNotice[],
  { titles, publicUrl }: { titles: Readonly<Record<string, string>>; publicUrl: string },
): MailText {
  const kinds = (Object.keys(HEADINGS) as NoticeKind[]).map((kind) => ({
    kind,
    duties: notices.filter((notice) => notice.kind === kind).map(({ duty }) => duty),
  }))
  const told = kinds.filter(({ duties }) => duties.length > 0)
  const inSubject = { late: 'vừa quá hạn', due: 'sắp đến hạn', urged: 'được đôn đốc', new: 'mới giao' } as const
  return {
    subject: `${told.map(({ kind, duties }) => `${duties.length} việc ${inSubject[kind]}`).join(', ')} – Dân vận chính quyền`,
    text: [
      ...told.map(({ kind, duties }) =>
        [HEADINGS[kind], ...countByModule(duties, titles).map(countInWords)].join('\n'),
      ),
      foot(publicUrl),
    ].join('\n\n'),
  }
}

/** The digest: what is new since the last one, then all that stands. Null when there is nothing at all. */
export function digestMail(
  { fresh, standing }: { fresh: readonly Pick<StandingDuty, 'module' | 'dueOn'>[]; standing: readonly StandingDuty[] },
  { titles, publicUrl }: { titles: Readonly<Record<string, string>>; publicUrl: string },
): MailText | null {
  if (fresh.length === 0 && standing.length === 0) return null
  const of = (state: StandingDuty['state']) => standing.filter((duty) => duty.state === state)
  const part = (heading: string, duties: readonly Pick<StandingDuty, 'module' | 'dueOn'>[]) =>
    duties.length === 0 ? [] : [[heading, ...countByModule(duties, titles).map(countInWords)].join('\n')]
  const sum = [
    `${of('late').length} việc quá hạn`,
    `${of('due').length} việc sắp đến hạn`,
    `${of('waiting').length} việc đang chờ`,
  ].join(', ')
  return {
    subject: `Thư tổng hợp: ${sum} – Dân vận chính quyền`,
    text: [
      ...part('Mới từ thư trước:', fresh),
      ...part('Đang quá hạn:', of('late')),
      ...part('Sắp đến hạn:', of('due')),
      ...part('Đang chờ bạn:', of('waiting')),
      foot(publicUrl),
    ].join('\n\n'),
  }
}

const foot = (publicUrl: string) =>
  [
    `Xem từng việc (cần đăng nhập):\n${publicUrl}/notices`,
    `Thư này không ghi tên việc, tên người để giữ bí mật. Đổi cách nhận hoặc thôi nhận thư:\n${publicUrl}/notices/choices`,
  ].join('\n\n')
