import { addDays, type CalendarDate, formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { PeriodKind, ReportingPeriod } from '../../../vocabulary/reporting-period.ts'

/** Where a last day goes when nobody works on it. */
export type DayShift = 'none' | 'previous' | 'next'

export const DAY_SHIFTS: Readonly<Record<DayShift, string>> = {
  none: 'Giữ nguyên ngày ấy',
  previous: 'Chuyển về ngày làm việc liền trước',
  next: 'Chuyển sang ngày làm việc liền sau',
}

/** On which day reports of one kind of period are due from units of one kind: data, each with the legal act that sets it. */
export type LevelDeadline = {
  readonly id: string
  /** Of units of this kind; null: of every kind without a rule of its own. */
  readonly senderKind: string | null
  readonly periodKind: PeriodKind
  readonly rule: DayRule
  /** “Trước ngày”: the day before is the last good one. */
  readonly excluded: boolean
  readonly shift: DayShift
  /** Of periods that end in these years; `toYear` null: until another rule takes over. */
  readonly fromYear: number
  readonly toYear: number | null
  readonly basis: string
}

/** A day of a month counted from the one in which the period ends, or a number of calendar days after its end. */
export type DayRule =
  | { readonly monthsAfter: number; readonly dayOfMonth: number; readonly daysAfter: null }
  | { readonly monthsAfter: null; readonly dayOfMonth: null; readonly daysAfter: number }

/** What is known of a day: why nobody works on it, null on a working day; `unknown` when the days off of its year are not decided. */
export type DayOff = (day: CalendarDate) => { readonly why: string | null } | 'unknown'

/** A last day as the rule of a level gives it. */
export type DeadlineOfLevel = {
  readonly setOn: CalendarDate
  readonly setExcluded: boolean
  readonly shift: DayShift
  readonly dueOn: CalendarDate
  readonly dueOnExcluded: boolean
  readonly basis: string
  /** How the day was reached, in words. */
  readonly words: string
}

/** The rule for units of a kind and a period: that of the kind itself, else the one for all kinds; undefined when there is none. */
export function ruleFor<Rule extends LevelDeadline>(
  rules: readonly Rule[],
  { unitKind, period }: { unitKind: string; period: Pick<ReportingPeriod, 'kind' | 'to'> },
): Rule | undefined {
  const year = yearOf(period.to)
  const inForce = rules.filter(
    ({ periodKind, fromYear, toYear }) =>
      periodKind === period.kind && fromYear <= year && (toYear === null || year <= toYear),
  )
  return (
    inForce.find(({ senderKind }) => senderKind === unitKind) ?? inForce.find(({ senderKind }) => senderKind === null)
  )
}

/** The day that a rule sets for a period, before it is shifted; the last day of a month that is too short. Unit: calendar date. */
export function daySet(rule: DayRule, period: Pick<ReportingPeriod, 'to'>): CalendarDate {
  if (rule.daysAfter !== null) return addDays(period.to, rule.daysAfter)
  const year = yearOf(period.to)
  const month = Number(period.to.slice(5, 7)) + rule.monthsAfter
  const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const day = Math.min(rule.dayOfMonth, lastOfMonth)
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

/** No run of days off is longer; beyond that the calendar is wrong. */
const LONGEST_REST_IN_DAYS = 31

/**
 * The last day as it stands after the shift, with the way to it in words. Nothing is shifted in a year whose days off are not decided:
 * it is counted anew when they are.
 * Source: Decree 09/2019/NĐ-CP, Articles 8(5) and 13, for a last day of each level; whether a day off moves it is for the act to say.
 */
export function shifted(
  set: { setOn: CalendarDate; setExcluded: boolean; shift: DayShift; basis: string },
  dayOff: DayOff,
): DeadlineOfLevel {
  const { setOn, setExcluded, shift } = set
  const lastGood = setExcluded ? addDays(setOn, -1) : setOn
  const asSet = setExcluded
    ? `Trước ngày ${formatCalendarDate(setOn)}, tức là đến hết ngày ${formatCalendarDate(lastGood)}`
    : `Chậm nhất ngày ${formatCalendarDate(setOn)}`
  const stays = (words: string): DeadlineOfLevel => ({ ...set, dueOn: setOn, dueOnExcluded: setExcluded, words })
  const first = dayOff(lastGood)
  if (first === 'unknown') {
    return stays(`${asSet}. Chưa có lịch nghỉ năm ${yearOf(lastGood)} nên chưa xét ngày nghỉ`)
  }
  if (first.why === null) return stays(asSet)
  if (shift === 'none') return stays(`${asSet} (${first.why}); ngày nghỉ không làm thay đổi hạn`)
  const step = shift === 'previous' ? -1 : 1
  for (let distance = 1; distance <= LONGEST_REST_IN_DAYS; distance++) {
    const day = addDays(lastGood, step * distance)
    const off = dayOff(day)
    if (off === 'unknown') {
      return stays(`${asSet} (${first.why}). Chưa có lịch nghỉ năm ${yearOf(day)} nên chưa chuyển ngày`)
    }
    if (off.why !== null) continue
    const where = shift === 'previous' ? 'về ngày làm việc liền trước' : 'sang ngày làm việc liền sau'
    const words = `${asSet} (${first.why}), chuyển ${where}: ngày ${formatCalendarDate(day)}`
    return { ...set, dueOn: day, dueOnExcluded: false, words }
  }
  return stays(asSet)
}

/** A rule in words: “Chậm nhất ngày 20 của tháng cuối kỳ”. */
export function ruleInWords({ rule, excluded }: Pick<LevelDeadline, 'rule' | 'excluded'>): string {
  const begin = excluded ? 'Trước' : 'Chậm nhất'
  if (rule.daysAfter !== null) return `${begin} ngày thứ ${rule.daysAfter} sau ngày cuối kỳ`
  const month =
    rule.monthsAfter === 0
      ? 'tháng cuối kỳ'
      : rule.monthsAfter === 1
        ? 'tháng liền sau kỳ'
        : `tháng thứ ${rule.monthsAfter} sau kỳ`
  return `${begin} ngày ${rule.dayOfMonth} ${month}`
}

/** The rule that was entered: one of the two ways. Refuses `report.deadline-without-day`. */
export function dayRuleOf(entered: {
  monthsAfter: number | null
  dayOfMonth: number | null
  daysAfter: number | null
}): DayRule {
  const { monthsAfter, dayOfMonth, daysAfter } = entered
  if (daysAfter !== null && dayOfMonth === null) return { monthsAfter: null, dayOfMonth: null, daysAfter }
  if (dayOfMonth !== null && daysAfter === null) return { monthsAfter: monthsAfter ?? 0, dayOfMonth, daysAfter: null }
  const message = 'Hãy nhập ngày trong tháng, hoặc số ngày sau khi hết kỳ; chỉ một trong hai.'
  throw new Refusal('invalid', 'report.deadline-without-day', message, { dayOfMonth: message })
}
