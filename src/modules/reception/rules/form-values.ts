import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

/** A day of the schedule as its form shows it. */
export function dayFormValues(day: {
  plannedOn: CalendarDate
  startsAt: string
  endsAt: string
  place: string
  mode: string
  seats: number
  attendants: string
  topic: string
}): Record<string, string> {
  return {
    plannedDay: formatCalendarDate(day.plannedOn),
    startsAt: day.startsAt,
    endsAt: day.endsAt,
    place: day.place,
    mode: day.mode,
    seats: String(day.seats),
    attendants: day.attendants,
    topic: day.topic,
  }
}

/** What can be mended of a session as its form shows it. */
export function sessionFormValues(session: {
  kind: string
  receiver: string
  receivedBy: string
  place: string
  mode: string
  note: string
}): Record<string, string> {
  const { kind, receiver, receivedBy, place, mode, note } = session
  return { kind, receiver, receivedBy, place, mode, note }
}
