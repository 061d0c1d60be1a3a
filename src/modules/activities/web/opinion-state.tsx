import { Tag } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

/** Whether it was answered, still waits, or should have been answered by now. */
export function OpinionState({
  opinion,
  today,
}: {
  opinion: { answeredOn: string | null; dueOn: string | null }
  today: string
}) {
  if (opinion.answeredOn) return <Tag colour="green" text={`Đã trả lời ${formatCalendarDate(opinion.answeredOn)}`} />
  if (opinion.dueOn && opinion.dueOn < today)
    return <Tag colour="red" text={`Quá hạn ${formatCalendarDate(opinion.dueOn)}`} />
  return <Tag colour="yellow" text="Chưa trả lời" />
}
