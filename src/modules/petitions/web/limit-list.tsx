import { Details } from '../../../platform/page/index.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { timeLimitInForce, type WorkingCalendar } from '../../calendar/index.ts'
import { petitionDeadline } from '../actions/petition-deadline.ts'
import type { LimitOfPetition } from '../rules/limits-of-petition.ts'
import { DeadlineOf } from './deadline-of.tsx'

/** The limits besides the one that the page shows first: those already met, and those that run from the decision. */
export function LimitList({
  limits,
  calendar,
  today,
}: {
  limits: readonly LimitOfPetition[]
  calendar: WorkingCalendar
  today: CalendarDate
}) {
  if (limits.length === 0) return null
  return (
    <Details summary="Các thời hạn khác của đơn" open={limits.some(({ doneOn }) => doneOn === null)}>
      {limits.map(({ limit, doneOn }) => {
        const counted = petitionDeadline(limit, calendar)
        return (
          <div key={`${limit.rule} ${limit.start}`}>
            <h3 class="govuk-heading-s">{timeLimitInForce(limit.rule, limit.start).title}</h3>
            <DeadlineOf
              counted={counted}
              dueOn={counted.known ? counted.deadline.due : null}
              endedOn={doneOn}
              today={today}
            />
          </div>
        )
      })}
    </Details>
  )
}
