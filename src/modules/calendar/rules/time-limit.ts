import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

/** The units that make a last day: calendar days (ngày) or working days (ngày làm việc). Never convert one into the other. */
export type LimitUnit = 'calendar' | 'working'

/** Units of a duty that recurs: so many times in each year, month or week. */
export type FrequencyUnit = 'per-year' | 'per-month' | 'per-week'

/**
 * How a limit may be lengthened. `replace`: another limit counted from the same start takes its place (because of complexity:
 * the rule's complex limit). `add`: each decision adds at most so many days to the end.
 */
export type Extension =
  | { readonly kind: 'replace'; readonly because: 'complex' }
  | { readonly kind: 'replace'; readonly because: 'several-places'; readonly limit: number }
  | { readonly kind: 'add'; readonly times: number; readonly daysEach: number }

/** One time limit of law or regulation, with its dates of validity and its source. Texts are Vietnamese, for screens. */
export type TimeLimit = {
  readonly id: string
  /** The procedure: `Khiếu nại lần đầu`. */
  readonly matter: string
  /** What must be done in time. */
  readonly title: string
  /** Null only with the unit `none`: the law sets no number. */
  readonly limit: number | null
  readonly unit: LimitUnit | FrequencyUnit | 'none'
  /** `before` counts backwards from the event; `at-least` is a frequency, not a limit. */
  readonly direction: 'after' | 'before' | 'at-least'
  /** The event whose date starts the clock. That day itself is not counted. */
  readonly startsFrom: string
  /** Who must act in time; the state body in charge unless named. */
  readonly actor?: string
  /** First and last start of the clock to which the rule applies; absent where the sources give none. */
  readonly validFrom?: CalendarDate
  readonly validTo?: CalendarDate
  /** The rule for clocks that start after `validTo`. */
  readonly replacedBy?: string
  /** Limit of a complex case, counted from the same start. */
  readonly complexLimit?: number
  /** Limits in deep and remote areas (vùng sâu, vùng xa đi lại khó khăn), a dated property of the place. */
  readonly remote?: { readonly limit: number; readonly complexLimit?: number }
  readonly extension?: Extension
  readonly source: string
  /** `unofficial`: read in an unofficial copy, to be compared with the gazette. `not-found`: no such provision was found. */
  readonly status: 'found' | 'unofficial' | 'not-found'
  readonly note?: string
}
