import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { doubtAbout, type WorkingCalendar, whyNotWorking } from './working-days.ts'

/** One day of a count: does it use up a day of the limit, and why (Vietnamese). */
export type DayOfCount = { readonly date: CalendarDate; readonly counts: boolean; readonly why: string }

/** Ten years: past every limit of law; a longer count is a slip of the pen. */
const LONGEST_COUNT_IN_DAYS = 3_660

/**
 * The explanation of a count as it grows, and what was not settled about the days it asked about.
 * Refuses `calendar.count-too-long` past ten years.
 */
export class CountLog {
  #days: DayOfCount[] = []
  readonly #doubts = new Map<CalendarDate, string>()
  readonly #calendar: WorkingCalendar
  readonly #start: CalendarDate

  constructor(calendar: WorkingCalendar, start: CalendarDate) {
    this.#calendar = calendar
    this.#start = start
  }

  get days(): readonly DayOfCount[] {
    return this.#days
  }

  get provisional(): boolean {
    return this.#doubts.size > 0
  }

  add(date: CalendarDate, counts: boolean, why: string): void {
    if (this.#days.length >= LONGEST_COUNT_IN_DAYS) {
      throw new Refusal(
        'invalid',
        'calendar.count-too-long',
        `Thời hạn tính từ ngày ${formatCalendarDate(this.#start)} kéo dài quá 10 năm. Hãy kiểm tra lại số ngày, tạm đình chỉ và ngày được trừ.`,
      )
    }
    this.#days.push({ date, counts, why })
  }

  addToLast(words: string): void {
    const last = this.#days.pop()
    if (last) this.#days.push({ ...last, why: `${last.why} ${words}` })
  }

  /** Why the date is not worked, or null; remembers what is not settled about it. */
  whyNotWorking(date: CalendarDate): string | null {
    const doubt = doubtAbout(date, this.#calendar)
    if (doubt !== null) this.#doubts.set(date, doubt)
    return whyNotWorking(date, this.#calendar)
  }

  /** Writes beside each day what is not settled about it. */
  noteDoubts(): void {
    if (!this.provisional) return
    this.#days = this.#days.map((day) => {
      const doubt = this.#doubts.get(day.date)
      return doubt === undefined ? day : { ...day, why: `${day.why} Lưu ý: ${doubt}.` }
    })
  }
}
