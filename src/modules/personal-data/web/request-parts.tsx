import { CountedDays, SourceNote, SubNavigation, Tag, type TagColour } from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
import type { AnswerDeadline } from '../actions/answer-deadline.ts'
import { STANDINGS, type Standing } from '../rules/data-request.ts'

const COLOURS: Readonly<Record<Standing, TagColour>> = {
  late: 'red',
  due: 'orange',
  waiting: 'yellow',
  answered: 'green',
  'answered-late': 'grey',
}

export function StandingTag({ standing }: { standing: Standing }) {
  return <Tag colour={COLOURS[standing]} text={STANDINGS[standing]} />
}

/** The parts of the subject; the register of requests only for those who handle them. */
export function PersonalDataNavigation({
  current,
  official,
}: {
  current: 'requests' | 'retention'
  official: Official
}) {
  const retention = {
    href: '/personal-data/retention',
    text: 'Mục đích xử lý, thời hạn lưu',
    current: current === 'retention',
  }
  const requests = { href: '/personal-data/requests', text: 'Yêu cầu', current: current === 'requests' }
  return (
    <SubNavigation
      label="Phần của dữ liệu cá nhân"
      items={may(official, 'personal-data.handle') ? [requests, retention] : [retention]}
    />
  )
}

/**
 * The last day, the act it rests on, and every day of the count for who asks. `kept`: the last day by which what has ended was
 * measured; a calendar decided later does not change it.
 */
export function DeadlineOf({ counted, kept }: { counted: AnswerDeadline; kept: CalendarDate | null }) {
  if (kept !== null && !(counted.known && counted.deadline.due === kept))
    return <>{formatCalendarDate(kept)} (theo lịch nghỉ khi trả lời)</>
  if (!counted.known) return <>Chưa xác định. {counted.why}</>
  const { due, limit, source, provisional, explanation } = counted.deadline
  return (
    <>
      {formatCalendarDate(due)}
      <SourceNote>
        {`${source} – ${limit} ngày làm việc kể từ ngày nhận; thời hạn thực hiện xong tùy từng quyền, chưa tính ở đây`}
        {provisional && '; lịch nghỉ của một số ngày chưa có quyết định nên hạn còn có thể thay đổi'}
      </SourceNote>
      <CountedDays days={explanation} />
    </>
  )
}
