import { addDays, type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type ApplicableLimit, applicableLimit, type LimitCircumstances } from './applicable-limit.ts'
import { CountLog, type DayOfCount } from './count-log.ts'
import { type ExcludedDays, interruptionsOf, type Suspension } from './interruptions.ts'
import type { LimitUnit, TimeLimit } from './time-limit.ts'
import { isInForce, notInForce, timeLimit } from './time-limits.ts'
import { type WorkingCalendar, weekdayName } from './working-days.ts'

/** One limit to compute. `start` is the date of the event that starts the clock; for backward limits `event` is the event's date. */
export type DeadlineCase = LimitCircumstances & {
  readonly rule: string
  readonly start?: CalendarDate | undefined
  readonly event?: CalendarDate | undefined
  readonly suspensions?: readonly Suspension[] | undefined
  readonly excludedDays?: readonly ExcludedDays[] | undefined
}

/** A computed limit. */
export type Deadline = {
  readonly rule: string
  /** The number of days that governed this case, extensions included, in `unit`. */
  readonly limit: number
  readonly unit: LimitUnit
  /** The day on which the last day of the limit falls, worked or not. Warnings go by this, the earlier date. */
  readonly nominalDue: CalendarDate
  /** The last good day: a working day, until 24:00. */
  readonly due: CalendarDate
  /** True when a day that was asked about is not settled by a document found: the date may still move. */
  readonly provisional: boolean
  readonly source: string
  /** In the order of counting: away from the event, so backwards for backward limits. */
  readonly explanation: readonly DayOfCount[]
}

type Count = Pick<Deadline, 'nominalDue' | 'due' | 'provisional' | 'explanation'>

const FIRST_DAY_RULE = 'Điều 147 Bộ luật Dân sự 91/2015/QH13'
const LAST_DAY_RULE = 'khoản 5, khoản 6 Điều 148 Bộ luật Dân sự 91/2015/QH13'

/**
 * The last day of a time limit, with the reason for every day on the way.
 *
 * The event's day is not counted (Civil Code 91/2015/QH13, Article 147). A last day that is not worked moves to the next
 * working day (Article 148(5)); a backward limit moves to the working day before, the cautious reading. Suspended and
 * excluded days use up nothing: a limit in calendar days ends later by exactly the days from suspending to resuming; in
 * working days only the working days left are counted on. A suspension that begins after the limit ran out moves nothing.
 * The rule must be in force on the day the clock starts.
 *
 * Refuses, besides what `applicableLimit`, `interruptionsOf` and `isWorkingDay` refuse: `calendar.rule-not-known`,
 * `calendar.rule-not-in-force`, `calendar.start-missing`, `calendar.event-missing`, `calendar.not-for-backward-limit`,
 * `calendar.count-too-long`.
 */
export function deadline(asked: DeadlineCase, calendar: WorkingCalendar): Deadline {
  const rule = timeLimit(asked.rule)
  const limit = applicableLimit(rule, asked)
  const clockStart = clockStartOf(rule, asked)
  if (!isInForce(rule, clockStart)) throw notInForce(rule, clockStart)
  const count =
    rule.direction === 'before'
      ? countBackward(rule, limit, clockStart, calendar)
      : countForward(rule, limit, clockStart, asked, calendar)
  const { nominalDue, due, provisional, explanation } = count
  const { limit: days, unit } = limit
  return { rule: rule.id, limit: days, unit, nominalDue, due, provisional, source: rule.source, explanation }
}

function clockStartOf(rule: TimeLimit, asked: DeadlineCase): CalendarDate {
  const { start, event } = asked
  if (rule.direction === 'before') {
    if (event === undefined || start !== undefined) {
      throw new Refusal(
        'invalid',
        'calendar.event-missing',
        `Thời hạn này tính lùi từ ${rule.startsFrom}. Hãy ghi ngày đó vào event và không ghi start.`,
      )
    }
    if (asked.suspensions?.length || asked.excludedDays?.length) {
      throw new Refusal(
        'invalid',
        'calendar.not-for-backward-limit',
        'Thời hạn tính lùi không có tạm đình chỉ và ngày được trừ. Hãy bỏ suspensions và excludedDays.',
      )
    }
    return event
  }
  if (start === undefined || event !== undefined) {
    throw new Refusal(
      'invalid',
      'calendar.start-missing',
      `Thời hạn này tính từ ${rule.startsFrom}. Hãy ghi ngày đó vào start và không ghi event.`,
    )
  }
  return start
}

function countForward(
  rule: TimeLimit,
  limit: ApplicableLimit,
  start: CalendarDate,
  asked: DeadlineCase,
  calendar: WorkingCalendar,
): Count {
  const interruptions = interruptionsOf(start, asked.suspensions ?? [], asked.excludedDays ?? [])
  const log = new CountLog(calendar, start)
  log.add(
    start,
    false,
    `Ngày bắt đầu (${rule.startsFrom}), không tính vào thời hạn (${FIRST_DAY_RULE}). ${limit.basis}`,
  )

  let day = start
  // Suspended on the very day of the event: the day of resuming takes its place and is not counted either.
  if (interruptions.resumedOn !== null) {
    for (day = addDays(day, 1); day < interruptions.resumedOn; day = addDays(day, 1)) {
      log.add(day, false, `${interruptions.whyNotCounted(day)}: không tính.`)
    }
    log.add(day, false, 'Ngày tiếp tục sau tạm đình chỉ thay cho ngày bắt đầu, không tính vào thời hạn.')
  }

  for (let counted = 0; counted < limit.limit; ) {
    day = addDays(day, 1)
    const why = interruptions.whyNotCounted(day) ?? (limit.unit === 'working' ? log.whyNotWorking(day) : null)
    if (why !== null) {
      log.add(day, false, `${why}: không tính.`)
    } else {
      counted += 1
      log.add(day, true, countedDay(limit, counted, day))
    }
  }
  const nominalDue = day

  for (;;) {
    const why = interruptions.whyNotCounted(day) ?? log.whyNotWorking(day)
    if (why === null) break
    if (day === nominalDue) {
      log.addToLast(
        `Ngày cuối là ngày nghỉ (${why}) nên thời hạn kết thúc vào ngày làm việc kế tiếp (${LAST_DAY_RULE}).`,
      )
    } else {
      log.add(day, false, `${why}: thời hạn chưa kết thúc.`)
    }
    day = addDays(day, 1)
  }
  if (day === nominalDue) log.addToLast('Ngày cuối của thời hạn.')
  else log.add(day, false, 'Ngày làm việc kế tiếp: thời hạn kết thúc lúc 24 giờ ngày này.')
  log.noteDoubts()

  for (const late of interruptions.suspensionsAfter(day)) {
    log.add(
      late.from,
      false,
      `Tạm đình chỉ khi thời hạn đã hết ngày ${formatCalendarDate(day)} nên không kéo dài thời hạn.`,
    )
  }
  return { nominalDue, due: day, provisional: log.provisional, explanation: log.days }
}

function countBackward(rule: TimeLimit, limit: ApplicableLimit, event: CalendarDate, calendar: WorkingCalendar): Count {
  const log = new CountLog(calendar, event)
  log.add(event, false, `Tính lùi từ ${rule.startsFrom}; ngày này không tính (${FIRST_DAY_RULE}). ${limit.basis}`)
  let day = event
  for (let counted = 0; counted < limit.limit; ) {
    day = addDays(day, -1)
    const why = limit.unit === 'working' ? log.whyNotWorking(day) : null
    if (why !== null) {
      log.add(day, false, `${why}: không tính.`)
    } else {
      counted += 1
      log.add(day, true, countedDay(limit, counted, day))
    }
  }
  const nominalDue = day

  for (let why = log.whyNotWorking(day); why !== null; why = log.whyNotWorking(day)) {
    if (day === nominalDue) log.addToLast(`Ngày này là ngày nghỉ (${why}) nên phải xong từ ngày làm việc liền trước.`)
    else log.add(day, false, `${why}: lùi tiếp.`)
    day = addDays(day, -1)
  }
  if (day === nominalDue) log.addToLast('Chậm nhất là ngày này.')
  else log.add(day, false, 'Ngày làm việc liền trước: chậm nhất là ngày này.')
  log.noteDoubts()
  return { nominalDue, due: day, provisional: log.provisional, explanation: log.days }
}

function countedDay({ limit, unit }: ApplicableLimit, counted: number, day: CalendarDate): string {
  return `${weekdayName(day)}: ${unit === 'working' ? 'ngày làm việc' : 'ngày'} thứ ${counted} trên ${limit}.`
}
