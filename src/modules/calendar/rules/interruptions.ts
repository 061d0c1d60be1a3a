import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** A suspension (tạm đình chỉ): `from` is its first day, `to` the day of resuming, which counts again; null while it lasts. */
export type Suspension = { readonly from: CalendarDate; readonly to: CalendarDate | null }

/** A day, or days from–to with both inside, that an obstacle outside the person's control takes out of the limit. */
export type ExcludedDays = CalendarDate | { readonly from: CalendarDate; readonly to: CalendarDate }

/** What keeps days from being counted, whatever the weekday. */
export type Interruptions = {
  /** The day of resuming when the event's own day was suspended; else null. */
  readonly resumedOn: CalendarDate | null
  /** Why the date uses up nothing of the limit (Vietnamese, without a full stop); null when it is not interrupted. */
  readonly whyNotCounted: (date: CalendarDate) => string | null
  /** The suspensions that begin after the date. */
  readonly suspensionsAfter: (date: CalendarDate) => readonly Suspension[]
}

type Span = { readonly from: CalendarDate; readonly to: CalendarDate }

/**
 * The interruptions of a clock that starts on the date. Overlapping suspensions count once.
 * Refuses `calendar.suspension-lasts` (not resumed, so no last day yet), `calendar.suspension-reversed`,
 * `calendar.suspension-before-start` and `calendar.excluded-reversed`.
 * Source: Law on Denunciations 25/2018/QH14, Article 34(2); Law on Complaints 02/2011/QH13, Article 9.
 */
export function interruptionsOf(
  start: CalendarDate,
  suspensions: readonly Suspension[],
  excludedDays: readonly ExcludedDays[],
): Interruptions {
  const suspended = suspensions.map((suspension) => endedSuspension(suspension, start))
  const excluded = excludedDays.map(excludedSpan)
  const resumed = resumedAfter(start, suspended)
  return {
    resumedOn: resumed === start ? null : resumed,
    whyNotCounted: (date) => {
      const suspension = suspended.find(({ from, to }) => from <= date && date < to)
      if (suspension) {
        return `Tạm đình chỉ từ ngày ${formatCalendarDate(suspension.from)}, tiếp tục từ ngày ${formatCalendarDate(suspension.to)}`
      }
      const exclusion = excluded.find(({ from, to }) => from <= date && date <= to)
      return exclusion ? 'Ngày được trừ do ốm đau, thiên tai hoặc trở ngại khách quan khác' : null
    },
    suspensionsAfter: (date) => suspended.filter(({ from, to }) => from > date && to > from),
  }
}

function endedSuspension({ from, to }: Suspension, start: CalendarDate): Span {
  if (to === null) {
    throw new Refusal(
      'conflict',
      'calendar.suspension-lasts',
      `Hồ sơ tạm đình chỉ từ ngày ${formatCalendarDate(from)} và chưa tiếp tục nên chưa xác định được ngày hết hạn.`,
    )
  }
  if (to < from) {
    throw new Refusal(
      'invalid',
      'calendar.suspension-reversed',
      `Ngày tiếp tục (${formatCalendarDate(to)}) trước ngày tạm đình chỉ (${formatCalendarDate(from)}). Hãy kiểm tra lại hai ngày.`,
    )
  }
  if (from < start) {
    throw new Refusal(
      'invalid',
      'calendar.suspension-before-start',
      `Ngày tạm đình chỉ (${formatCalendarDate(from)}) trước ngày bắt đầu tính thời hạn (${formatCalendarDate(start)}). Hãy kiểm tra lại hai ngày.`,
    )
  }
  return { from, to }
}

function excludedSpan(days: ExcludedDays): Span {
  const { from, to } = typeof days === 'string' ? { from: days, to: days } : days
  if (to < from) {
    throw new Refusal(
      'invalid',
      'calendar.excluded-reversed',
      `Khoảng ngày được trừ kết thúc (${formatCalendarDate(to)}) trước ngày bắt đầu (${formatCalendarDate(from)}). Hãy kiểm tra lại hai ngày.`,
    )
  }
  return { from, to }
}

/** The first day from the date on that no suspension covers. */
function resumedAfter(date: CalendarDate, suspended: readonly Span[]): CalendarDate {
  const covering = suspended.find(({ from, to }) => from <= date && date < to)
  return covering ? resumedAfter(covering.to, suspended) : date
}
