import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** The stages (chặng) of a contest, one on each line; blank lines don't count. One that names none has one stage. */
export function stagesInLines(text: string): string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.length > 0 ? lines : ['Chặng 1']
}

/** Refuses `movement.award-day`: an award in the future, or before the contest was opened. */
export function refuseAwardDay(awardedOn: CalendarDate, openedOn: CalendarDate, today: CalendarDate): void {
  if (openedOn <= awardedOn && awardedOn <= today) return
  const message = `Ngày trao giải phải từ ngày phát động (${formatCalendarDate(openedOn)}) đến hôm nay (${formatCalendarDate(today)}).`
  throw new Refusal('invalid', 'movement.award-day', message, { awardedOn: message })
}
