/** The door of the calendar: working days, time limits, and the two commands that answer about them without a database. */
import type { LimitRecount } from '../../platform/database/limit-recount.ts'
import type { Module } from '../../platform/http/module.ts'
import { calendarPage } from './web/calendar-page.tsx'
import { daySheet } from './web/day-sheet.ts'
import { yearForm } from './web/year-form.tsx'

/** The days off by which limits are counted, kept on pages. The recounts are what other modules count anew when a year changes. */
export const calendar = (recounts: readonly LimitRecount[]): Module => ({
  name: 'calendar',
  pages: (app) => {
    calendarPage(app)
    yearForm(app, recounts)
  },
  navigation: [{ href: '/calendar', text: 'Lịch nghỉ', permission: 'calendar.manage' }],
  recordKinds: [
    {
      kind: 'calendar-year',
      title: 'Lịch nghỉ',
      page: { path: (year) => `/calendar?year=${year}`, permission: 'signed-in' },
      words: 'everyone',
    },
  ],
  sheets: [daySheet(recounts)],
})

export { answerDeadlines, type DeadlineAnswer } from './commands/deadlines.ts'
export { answerPeriods, type PeriodicReportType, type PeriodsAnswer } from './commands/periods.ts'
export { calendarInForce } from './queries/calendar-in-force.ts'
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
