import type { Schedule } from './job.ts'

/** Viet Nam keeps the same time all year. */
const HOURS_AHEAD = 7

/** The schedule as the queue has it: minute and hour in UTC, every day. */
export function asCrontab(schedule: Schedule): string {
  if ('everyMinutes' in schedule)
    return schedule.everyMinutes === 60 ? '0 * * * *' : `*/${schedule.everyMinutes} * * * *`
  const [hour = 0, minute = 0] = schedule.at.split(':').map(Number)
  return `${minute} ${(hour + 24 - HOURS_AHEAD) % 24} * * *`
}

/** “mỗi ngày lúc 07:00”. */
export function scheduleInWords(schedule: Schedule): string {
  if ('at' in schedule) return `mỗi ngày lúc ${schedule.at}`
  return schedule.everyMinutes === 60 ? 'mỗi giờ' : `mỗi ${schedule.everyMinutes} phút`
}
