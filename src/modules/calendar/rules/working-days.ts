import { addDays, type CalendarDate, formatCalendarDate, weekday, yearOf } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** What makes a day differ from its weekday. A swapped-out weekday is made good on the swapped-in Saturday. */
export type SpecialDayKind = 'holiday' | 'compensatory-off' | 'swapped-out-weekday' | 'swapped-in-saturday'

/**
 * How sure we are of a special day. `decided`: fixed by law or found in a decision or notice; `computed`: follows from the
 * law or from the lunar calendar at UTC+7; `proposed`: a plan or our own projection, no decision seen; `unverified`: known
 * from practice, its document not seen.
 */
export type DayStatus = 'decided' | 'computed' | 'proposed' | 'unverified'

/** One day that does not follow its weekday. `name` is Vietnamese and reads after a comma: `nghỉ Tết Nguyên đán`. */
export type SpecialDay = {
  readonly date: CalendarDate
  readonly kind: SpecialDayKind
  readonly name: string
  readonly source: string
  readonly status: DayStatus
}

/** Days of which it is not yet known (or not found) whether they are worked. Both dates are inside the span. */
export type UndecidedSpan = { readonly from: CalendarDate; readonly to: CalendarDate; readonly reason: string }

/** Which days are worked: Monday to Friday, as changed by the special days. */
export type WorkingCalendar = {
  readonly days: ReadonlyMap<CalendarDate, SpecialDay>
  readonly undecided: readonly UndecidedSpan[]
  /** The years whose days off are entered; null when every year counts as known (a calendar given by the caller). */
  readonly knownYears: { readonly first: number; readonly last: number } | null
}

const WEEKDAY_NAMES = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật']

/** The Vietnamese name of the date's weekday: `Thứ Hai` … `Chủ nhật`. */
export function weekdayName(date: CalendarDate): string {
  return WEEKDAY_NAMES[weekday(date) - 1] ?? ''
}

/** A calendar of the given special days. A later entry for the same date replaces an earlier one. */
export function workingCalendar(
  days: readonly SpecialDay[],
  undecided: readonly UndecidedSpan[],
  knownYears: WorkingCalendar['knownYears'],
): WorkingCalendar {
  return { days: new Map(days.map((day) => [day.date, day])), undecided, knownYears }
}

/**
 * True when state bodies work on the date: Monday to Friday minus holidays, compensatory and swapped-out days, plus
 * swapped-in Saturdays. A one-stop desk open on a Saturday morning does not make a working day.
 * Refuses `calendar.year-not-known` for a year whose days off are not entered: a guess would give a wrong limit.
 * Source: Labour Code 45/2019/QH14, Articles 111 and 112.
 */
export function isWorkingDay(date: CalendarDate, calendar: WorkingCalendar): boolean {
  mustKnowYear(date, calendar)
  const special = calendar.days.get(date)
  if (special) return special.kind === 'swapped-in-saturday'
  return weekday(date) <= 5
}

/** Why nobody works on the date, in Vietnamese (`Thứ Hai, nghỉ Tết Nguyên đán`); null on a working day. Refuses as `isWorkingDay`. */
export function whyNotWorking(date: CalendarDate, calendar: WorkingCalendar): string | null {
  if (isWorkingDay(date, calendar)) return null
  const special = calendar.days.get(date)
  return special ? `${weekdayName(date)}, ${special.name}` : weekdayName(date)
}

/** What may still change about the date, in Vietnamese; null when nothing is in doubt. */
export function doubtAbout(date: CalendarDate, calendar: WorkingCalendar): string | null {
  const span = calendar.undecided.find(({ from, to }) => from <= date && date <= to)
  if (span) return span.reason
  const status = calendar.days.get(date)?.status
  if (status === 'proposed') return 'theo phương án dự kiến, chưa thấy quyết định'
  if (status === 'unverified') return 'chưa đối chiếu với văn bản gốc'
  return null
}

/**
 * The working day that many working days after the date, or before it when the number is negative. The date itself is not
 * counted, worked or not (Civil Code 91/2015/QH13, Article 147); nought gives the date itself. Refuses as `isWorkingDay`.
 */
export function addWorkingDays(date: CalendarDate, workingDays: number, calendar: WorkingCalendar): CalendarDate {
  const step = Math.sign(workingDays)
  let day = date
  let left = Math.abs(workingDays)
  while (left > 0) {
    day = addDays(day, step)
    if (isWorkingDay(day, calendar)) left -= 1
  }
  return day
}

/** The date itself when it is worked, else the next working day (Civil Code, Article 148(5)). Refuses as `isWorkingDay`. */
export function rollToWorkingDay(date: CalendarDate, calendar: WorkingCalendar): CalendarDate {
  return isWorkingDay(date, calendar) ? date : addWorkingDays(date, 1, calendar)
}

/** The last working day before the date. Refuses as `isWorkingDay`. */
export function previousWorkingDay(date: CalendarDate, calendar: WorkingCalendar): CalendarDate {
  return addWorkingDays(date, -1, calendar)
}

function mustKnowYear(date: CalendarDate, { knownYears }: WorkingCalendar): void {
  if (!knownYears) return
  const year = yearOf(date)
  if (knownYears.first <= year && year <= knownYears.last) return
  throw new Refusal(
    'conflict',
    'calendar.year-not-known',
    `Chưa có lịch nghỉ của năm ${year} (chỉ có từ năm ${knownYears.first} đến năm ${knownYears.last}) nên chưa xác định được ngày ${formatCalendarDate(date)} là ngày làm việc hay ngày nghỉ. Hãy cung cấp lịch nghỉ của năm đó rồi tính lại.`,
  )
}

/** The days of one year that do not follow their weekday, in the order of their dates. */
export function daysOfYear(calendar: WorkingCalendar, year: number): SpecialDay[] {
  return [...calendar.days.values()]
    .filter(({ date }) => yearOf(date) === year)
    .sort((one, other) => one.date.localeCompare(other.date))
}
