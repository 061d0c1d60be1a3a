import type { ComponentChildren } from 'preact'
import { DataTable, InsetText, SourceNote, Tag, WarningText } from '../../../platform/page/index.ts'
import { type CalendarDate, daysBetween, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type TimeLimit, weekdayName } from '../../calendar/index.ts'
import { vi } from '../texts/vi.ts'
import type { DeadlineAnswer } from './deadline-answer.ts'

const T = vi.deadlines

type Props = {
  answer: Extract<DeadlineAnswer, { deadline: unknown }>
  step: TimeLimit
  today: CalendarDate
  /** Stands between the last day and the days on the way to it. */
  children: ComponentChildren
}

/** The last day, what it rests on, and every day on the way. */
export function DeadlineResult({ answer: { deadline, rule }, step, today, children }: Props) {
  const { due, nominalDue, provisional, explanation } = deadline
  const weekday = weekdayName(due)
  return (
    <section aria-labelledby="result">
      <h2 class="govuk-heading-m" id="result">
        {T.result}: {formatCalendarDate(due)}
      </h2>
      <InsetText>
        <p class="govuk-body">
          <strong>{formatCalendarDate(due)}</strong> –{' '}
          {rule.direction === 'before' ? T.dueBefore(weekday) : T.due(weekday)}. {remaining(today, due)}
        </p>
        {explanation[0] && (
          <p class="govuk-body">
            {formatCalendarDate(explanation[0].date)}: {explanation[0].why}
          </p>
        )}
        {nominalDue !== due && <p class="govuk-body">{T.moved(formatCalendarDate(nominalDue))}</p>}
        {rule.id !== step.id && <p class="govuk-body">{T.olderRule(rule.title)}</p>}
        <SourceNote>{rule.source}</SourceNote>
      </InsetText>
      {provisional && <WarningText>{T.provisional}</WarningText>}
      {children}
      <DataTable
        caption={T.explanation}
        empty=""
        columns={[
          { key: 'date', title: T.date, rowHeader: true },
          { key: 'why', title: T.why },
        ]}
        rows={explanation.map(({ date, counts, why }) => ({
          date: (
            <>
              {formatCalendarDate(date)} {date === due && <Tag colour="green" text={T.last} />}
              {date !== due && !counts && <Tag colour="grey" text={T.notCounted} />}
            </>
          ),
          why,
        }))}
      />
      <p class="govuk-body">{T.share}</p>
      <p class="govuk-body app-muted">{T.asked(formatCalendarDate(today))}</p>
    </section>
  )
}

function remaining(today: CalendarDate, due: CalendarDate): string {
  const days = daysBetween(today, due)
  if (days === 0) return T.lastDayToday
  return days > 0 ? T.daysLeft(days) : T.daysPast(-days)
}
