import { parseCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  type Deadline,
  deadline,
  type TimeLimit,
  timeLimit,
  timeLimitInForce,
  type WorkingCalendar,
} from '../../calendar/index.ts'
import { circumstancesOf } from '../rules/deadline-question.ts'
import { vi } from '../texts/vi.ts'
import type { DeadlineQuestion } from './deadline-query.ts'

/** The computed limit with the rule that governed it, or what is wrong with the question, by field. */
export type DeadlineAnswer =
  | { readonly deadline: Deadline; readonly rule: TimeLimit }
  | { readonly errors: Readonly<Record<string, string>> }

/** Computes the limit of the step for what was typed: by the rule of the day on which the clock starts, on the given calendar. */
export function answerQuestion(step: TimeLimit, question: DeadlineQuestion, calendar: WorkingCalendar): DeadlineAnswer {
  const errors: Record<string, string> = {}
  const dayIn = (field: 'date' | 'suspendedFrom' | 'resumedOn') => {
    try {
      return parseCalendarDate(question[field] ?? '')
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      errors[field] = refusal.messageForPerson
      return ''
    }
  }
  const start = dayIn('date')
  const asked = circumstancesOf(step)
  const isSuspended = asked.suspension && Boolean(question.suspendedFrom || question.resumedOn)
  const suspensions = isSuspended ? [{ from: dayIn('suspendedFrom'), to: dayIn('resumedOn') }] : []
  if (isSuspended && (!question.suspendedFrom || !question.resumedOn)) {
    delete errors.resumedOn
    errors.suspendedFrom = vi.deadlines.bothDays
  }
  if (Object.keys(errors).length > 0) return { errors }
  try {
    const rule = timeLimitInForce(step.id, start)
    const ticked = (name: string, matters: boolean) => matters && question.circumstance.includes(name)
    const times = Number(question.extensions ?? 0)
    const answer = deadline(
      {
        rule: rule.id,
        ...(rule.direction === 'before' ? { event: start } : { start }),
        remote: ticked('remote', asked.remote),
        complex: ticked('complex', asked.complex),
        severalPlaces: ticked('several-places', asked.severalPlaces),
        ...((times === 1 || times === 2) && times <= asked.mostExtensions ? { extensions: times } : {}),
        suspensions,
      },
      calendar,
    )
    return { deadline: answer, rule: timeLimit(answer.rule) }
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    if (refusal.code.startsWith('calendar.suspension')) return { errors: { suspendedFrom: refusal.messageForPerson } }
    const isGone = refusal.code === 'calendar.rule-not-in-force'
    return { errors: { date: isGone ? vi.deadlines.notInForce : refusal.messageForPerson } }
  }
}
