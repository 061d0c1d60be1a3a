import * as z from 'zod'
import { type CalendarDate, isCalendarDate, weekday } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Deadline, type DeadlineCase, deadline } from '../rules/deadline.ts'
import { nationalCalendar } from '../rules/holidays.ts'
import { type SpecialDay, type SpecialDayKind, type WorkingCalendar, workingCalendar } from '../rules/working-days.ts'

/** The answer to one case: its last day, or in its place why there is none. */
export type DeadlineAnswer =
  | Deadline
  | { readonly rule?: string; readonly refusal: { readonly code: string; readonly message: string } }

const date = z.string().refine(isCalendarDate)
const span = z.strictObject({ from: date, to: date })

const DeadlineCaseInput = z.strictObject({
  rule: z.string(),
  start: date.optional(),
  event: date.optional(),
  remote: z.boolean().optional(),
  complex: z.boolean().optional(),
  extensions: z.literal([0, 1, 2]).optional(),
  suspensions: z
    .array(z.strictObject({ from: date, to: date.nullish() }).transform(({ from, to }) => ({ from, to: to ?? null })))
    .optional(),
  excludedDays: z.array(z.union([date, span])).optional(),
  severalPlaces: z.boolean().optional(),
  limit: z.int().positive().optional(),
  unit: z.literal(['calendar', 'working']).optional(),
})

const CalendarInput = z.strictObject({
  nonWorkingWeekdays: z.record(date, z.string()).default({}),
  workingSaturdays: z.array(date.refine((day) => weekday(day) === 6)).default([]),
})

const A_DATE = 'cần một ngày có thật, ghi dạng năm-tháng-ngày, ví dụ 2026-05-17'
const TRUE_OR_FALSE = 'cần true hoặc false'

/** What each field wants, for the person who wrote the file. */
const EXPECTED: Readonly<Record<string, string>> = {
  rule: 'cần mã quy tắc, ví dụ "tc-initial"',
  start: A_DATE,
  event: A_DATE,
  remote: TRUE_OR_FALSE,
  complex: TRUE_OR_FALSE,
  severalPlaces: TRUE_OR_FALSE,
  extensions: 'cần 0, 1 hoặc 2',
  suspensions: 'cần danh sách dạng [{"from": "2026-03-16", "to": "2026-04-06"}], trong đó to là ngày tiếp tục',
  excludedDays: 'cần danh sách ngày, ví dụ ["2026-03-16"] hoặc [{"from": "2026-03-16", "to": "2026-03-20"}]',
  limit: 'cần số nguyên dương',
  unit: 'cần "calendar" (ngày) hoặc "working" (ngày làm việc)',
  nonWorkingWeekdays: 'cần các ngày nghỉ kèm lý do, ví dụ {"2026-01-02": "nghỉ hoán đổi"}',
  workingSaturdays: 'cần danh sách ngày thứ Bảy làm bù, ví dụ ["2026-01-10"]',
}

/**
 * Answers a list of cases in the same order; a case that cannot be computed has its refusal in its place and the others
 * are still answered. The calendar is the national one unless another is given, which then stands alone.
 * Refuses `calendar.cases-not-a-list` and `calendar.calendar-malformed`: then nothing is answered.
 */
export function answerDeadlines(input: unknown, calendarInput?: unknown): DeadlineAnswer[] {
  if (!Array.isArray(input)) {
    throw new Refusal(
      'invalid',
      'calendar.cases-not-a-list',
      'Tệp phải là một danh sách JSON gồm các trường hợp, ví dụ [{"rule": "tc-initial", "start": "2026-05-17"}].',
    )
  }
  const calendar = calendarInput === undefined ? nationalCalendar : givenCalendar(calendarInput)
  return input.map((asked: unknown) => answerDeadline(asked, calendar))
}

function answerDeadline(asked: unknown, calendar: WorkingCalendar): DeadlineAnswer {
  try {
    return deadline(deadlineCase(asked), calendar)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const refusal = { code: error.code, message: error.messageForPerson }
    const rule = z.object({ rule: z.string() }).safeParse(asked)
    return rule.success ? { rule: rule.data.rule, refusal } : { refusal }
  }
}

function deadlineCase(asked: unknown): DeadlineCase {
  const parsed = DeadlineCaseInput.safeParse(asked)
  if (parsed.success) return parsed.data
  throw malformed('calendar.case-malformed', 'Trường hợp này ghi chưa đúng', parsed.error)
}

/** The calendar of the caller's own file: Monday to Friday, as changed by the days it lists. Every year counts as known. */
function givenCalendar(calendarInput: unknown): WorkingCalendar {
  const parsed = CalendarInput.safeParse(calendarInput)
  if (!parsed.success) throw malformed('calendar.calendar-malformed', 'Tệp lịch ghi chưa đúng', parsed.error)
  const { nonWorkingWeekdays, workingSaturdays } = parsed.data
  const contradicted = workingSaturdays.find((day) => day in nonWorkingWeekdays)
  if (contradicted) {
    throw new Refusal(
      'invalid',
      'calendar.calendar-malformed',
      `Tệp lịch ghi ngày ${contradicted} vừa là ngày nghỉ vừa là ngày làm bù. Hãy bỏ một trong hai.`,
    )
  }
  const entry = (day: CalendarDate, kind: SpecialDayKind, name: string): SpecialDay => ({
    date: day,
    kind,
    name,
    source: 'Tệp lịch của người dùng',
    status: 'decided',
  })
  return workingCalendar(
    [
      ...Object.entries(nonWorkingWeekdays).map(([day, reason]) => entry(day, 'holiday', reason.trim() || 'ngày nghỉ')),
      ...workingSaturdays.map((day) => entry(day, 'swapped-in-saturday', 'làm bù')),
    ],
    [],
    null,
  )
}

function malformed(code: string, what: string, error: z.ZodError): Refusal {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    const field = issue.path[0]
    if (issue.path.length === 0 && issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) fields[key] = 'không có trường này'
    } else if (typeof field === 'string') {
      fields[field] = EXPECTED[field] ?? 'giá trị chưa đúng'
    }
  }
  const details = Object.entries(fields).map(([field, message]) => `${field}: ${message}`)
  const said = details.length > 0 ? details.join('; ') : 'cần một đối tượng JSON'
  return new Refusal('invalid', code, `${what}: ${said}.`, fields)
}
