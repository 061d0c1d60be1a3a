import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'

/** The steps of a year of scoring, in their order. The table `assessment_year_step` allows the same. */
export const YEAR_STEPS = {
  'self-assessment': 'Đơn vị tự chấm điểm',
  verification: 'Thẩm định',
  appeal: 'Đơn vị giải trình, kiến nghị',
  'appeal-answer': 'Trả lời giải trình, kiến nghị',
  council: 'Họp Hội đồng',
  decision: 'Quyết định xếp loại',
} as const

export type YearStep = keyof typeof YEAR_STEPS

export const STEPS_IN_ORDER = Object.keys(YEAR_STEPS) as YearStep[]

/** The limit of a step as the act states it. */
export type StatedLimit = {
  step: YearStep
  statedOn: CalendarDate
  /** “trước ngày”: the day itself is no longer in time. No act read so far says whether the day itself counts; this reads it literally. */
  isBefore: boolean
}

export type StepLimit = StatedLimit & { lastDay: CalendarDate }

/**
 * The last day in time. A last day that is not worked moves to the next working day (Civil Code 91/2015/QH13, Article 148(5));
 * “trước ngày” names the first day that is too late, so nothing moves.
 */
export function lastDayOf(
  { statedOn, isBefore }: Pick<StatedLimit, 'statedOn' | 'isBefore'>,
  nextWorkingDay: (day: CalendarDate) => CalendarDate,
): CalendarDate {
  return isBefore ? addDays(statedOn, -1) : nextWorkingDay(statedOn)
}

/** The first step that would end before the step it follows; undefined when all come in their order. */
export function stepOutOfOrder(limits: readonly StepLimit[]): YearStep | undefined {
  const sorted = STEPS_IN_ORDER.flatMap((step) => limits.find((limit) => limit.step === step) ?? [])
  return sorted.find((limit, index) => limit.lastDay < (sorted[index - 1]?.lastDay ?? limit.lastDay))?.step
}
