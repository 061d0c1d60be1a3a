import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { WorkingCalendar } from '../../calendar/index.ts'
import { petitionDeadline } from '../actions/petition-deadline.ts'
import type { PetitionEvent } from '../rules/petition-event.ts'
import { followed, isOpen, isSuspended, type Standing } from '../rules/petition-standing.ts'
import type { RunningLimit } from '../rules/running-limit.ts'

/** What each event of a log did to the limit, in words; empty where it did nothing. */
export function limitEffects(log: readonly PetitionEvent[], calendar: WorkingCalendar): string[] {
  let standing: Standing | null = null
  return log.map((event) => {
    const before: Standing | null = standing
    standing = followed(before, event)
    return effect(before?.limit ?? null, standing, calendar)
  })
}

function effect(limitBefore: RunningLimit | null, after: Standing, calendar: WorkingCalendar): string {
  const { limit } = after
  if (limit === null || !isOpen(after) || JSON.stringify(limit) === JSON.stringify(limitBefore)) return ''
  if (isSuspended(after)) return 'Thời hạn ngừng chạy.'
  const counted = petitionDeadline(limit, calendar)
  return counted.known ? `Thời hạn đến ngày ${formatCalendarDate(counted.deadline.due)}.` : ''
}
