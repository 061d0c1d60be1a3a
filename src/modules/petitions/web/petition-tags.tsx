import { StateTag, Tag, type TagColour } from '../../../platform/page/index.ts'
import { addDays, type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type PetitionState, STATE_TITLES } from '../rules/petition-standing.ts'
import { DUE_SOON_IN_DAYS, timeliness } from '../rules/running-limit.ts'

const COLOURS: Partial<Readonly<Record<PetitionState, TagColour>>> = {
  classified: 'yellow',
  assigned: 'blue',
  accepted: 'teal',
  suspended: 'orange',
  merged: 'blue',
  answered: 'green',
  decided: 'green',
}

export function PetitionStateTag({ state }: { state: PetitionState }) {
  return <Tag colour={COLOURS[state] ?? 'grey'} text={STATE_TITLES[state]} />
}

/** The last day of the limit, and whether it is past or near. */
export function DueDay({
  dueOn,
  endedOn,
  today,
}: {
  dueOn: CalendarDate | null
  endedOn: CalendarDate | null
  today: CalendarDate
}) {
  if (dueOn === null) return <span class="app-muted">Chưa xác định</span>
  const late = timeliness({ dueOn, endedOn }, today) === 'late'
  const tag =
    endedOn !== null ? (
      <EndedTag late={late} />
    ) : (
      <OpenTag late={late} soon={dueOn <= addDays(today, DUE_SOON_IN_DAYS)} />
    )
  return (
    <>
      {formatCalendarDate(dueOn)} {tag}
    </>
  )
}

function EndedTag({ late }: { late: boolean }) {
  return late ? <Tag colour="orange" text="Xong sau hạn" /> : <Tag colour="green" text="Đúng hạn" />
}

function OpenTag({ late, soon }: { late: boolean; soon: boolean }) {
  if (late) return <StateTag state="overdue" />
  return soon ? <StateTag state="due-soon" /> : null
}
