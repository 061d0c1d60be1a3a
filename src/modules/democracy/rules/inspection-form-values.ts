import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

const day = (date: CalendarDate | null) => (date === null ? '' : formatCalendarDate(date))

/** A plan of a People's Inspection Board as its form shows it. */
export function inspectionPlanFormValues(plan: {
  unitId: string
  periodCode: string
  reference: string
  aim: string
  version: number
}): Record<string, string> {
  const { unitId, periodCode, reference, aim, version } = plan
  return { unitId, periodCode, reference, aim, _version: String(version) }
}

/** An item of a plan as its form shows it. */
export function inspectionItemFormValues(item: {
  form: string
  title: string
  body: string
  requestedBy: string
  responsible: string
  plannedOn: CalendarDate
  version: number
}): Record<string, string> {
  const { form, title, body, requestedBy, responsible, plannedOn, version } = item
  return { form, title, body, requestedBy, responsible, plannedOn: day(plannedOn), _version: String(version) }
}

/** What an inspection found, as its form shows it. */
export function inspectionResultFormValues(item: {
  heldOn: CalendarDate | null
  findings: string
  version: number
}): Record<string, string> {
  return { heldOn: day(item.heldOn), findings: item.findings, _version: String(item.version) }
}

/** A recommendation as its form shows it. */
export function recommendationFormValues(given: {
  content: string
  addressee: string
  madeOn: CalendarDate
  dueOn: CalendarDate | null
  version: number
}): Record<string, string> {
  const { content, addressee, madeOn, dueOn, version } = given
  return { content, addressee, madeOn: day(madeOn), dueOn: day(dueOn), _version: String(version) }
}

/** The answer to a recommendation as its form shows it. */
export function answerFormValues(given: {
  answeredOn: CalendarDate | null
  answer: string
  settled: boolean
  version: number
}): Record<string, string> {
  return {
    answeredOn: day(given.answeredOn),
    answer: given.answer,
    ...(given.settled ? { settled: 'yes' } : {}),
    _version: String(given.version),
  }
}
