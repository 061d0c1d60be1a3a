import { CountedDays, SourceNote } from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { timeLimit } from '../../calendar/index.ts'
import type { PetitionDeadline } from '../actions/petition-deadline.ts'
import { DueDay } from './petition-tags.tsx'

const UNIT_NAMES = { calendar: 'ngày', working: 'ngày làm việc' } as const

/** The last day, the article it rests on, and every day of the count for who asks. */
export function DeadlineOf({
  counted,
  dueOn,
  endedOn,
  today,
}: {
  counted: PetitionDeadline
  dueOn: CalendarDate | null
  endedOn: CalendarDate | null
  today: CalendarDate
}) {
  if (!counted.known) return <>{counted.why}</>
  const { rule, limit, unit, source, explanation, nominalDue, due, provisional } = counted.deadline
  return (
    <>
      <DueDay dueOn={dueOn} endedOn={endedOn} today={today} />
      <SourceNote>
        {`${timeLimit(rule).title}: ${limit} ${UNIT_NAMES[unit]} (${source})`}
        {nominalDue !== due &&
          `; ngày cuối ${formatCalendarDate(nominalDue)} là ngày nghỉ nên tính đến ${formatCalendarDate(due)}`}
        {provisional && '; lịch nghỉ của một số ngày chưa có quyết định nên hạn còn có thể thay đổi'}
      </SourceNote>
      <CountedDays days={explanation} />
    </>
  )
}
