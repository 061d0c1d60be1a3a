/** The door of the calendar: working days, time limits, and the two commands that answer about them without a database. */
export { answerDeadlines, type DeadlineAnswer } from './commands/deadlines.ts'
export { answerPeriods, type PeriodicReportType, type PeriodsAnswer } from './commands/periods.ts'
export type { DayOfCount } from './rules/count-log.ts'
export { type Deadline, type DeadlineCase, deadline } from './rules/deadline.ts'
export { nationalCalendar } from './rules/holidays.ts'
export type { ExcludedDays, Suspension } from './rules/interruptions.ts'
export type { LimitUnit, TimeLimit } from './rules/time-limit.ts'
export { timeLimit, timeLimitInForce, timeLimits } from './rules/time-limits.ts'
export {
  addWorkingDays,
  isWorkingDay,
  previousWorkingDay,
  rollToWorkingDay,
  type SpecialDay,
  type UndecidedSpan,
  type WorkingCalendar,
  weekdayName,
  whyNotWorking,
} from './rules/working-days.ts'
