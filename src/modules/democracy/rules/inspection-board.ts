import { type CalendarDate, formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { periodByCode, type ReportingPeriod } from '../../../vocabulary/reporting-period.ts'

/** How the board works: it watches on its own, or verifies what it was asked to. */
export const INSPECTION_FORMS = { supervision: 'Giám sát', verification: 'Xác minh theo yêu cầu' } as const
export type InspectionForm = keyof typeof INSPECTION_FORMS

export const INSPECTION_STANDINGS = {
  planned: 'Chưa đến ngày',
  overdue: 'Quá ngày dự kiến',
  done: 'Đã thực hiện',
  dropped: 'Không thực hiện',
} as const
export type InspectionStanding = keyof typeof INSPECTION_STANDINGS

/** How an item of a plan stands on a day: the planned day itself is still in time. */
export function inspectionStanding(
  item: { plannedOn: CalendarDate; heldOn: CalendarDate | null; droppedOn: CalendarDate | null },
  today: CalendarDate,
): InspectionStanding {
  if (item.droppedOn !== null) return 'dropped'
  if (item.heldOn !== null) return 'done'
  return item.plannedOn < today ? 'overdue' : 'planned'
}

export const RECOMMENDATION_STANDINGS = {
  waiting: 'Chờ trả lời',
  overdue: 'Quá hạn trả lời',
  answered: 'Đã trả lời, chưa xong',
  settled: 'Đã giải quyết xong',
} as const
export type RecommendationStanding = keyof typeof RECOMMENDATION_STANDINGS

/** How a recommendation stands on a day. Without a due day it waits and is never overdue. */
export function recommendationStanding(
  given: { dueOn: CalendarDate | null; answeredOn: CalendarDate | null; settled: boolean },
  today: CalendarDate,
): RecommendationStanding {
  if (given.answeredOn !== null) return given.settled ? 'settled' : 'answered'
  return given.dueOn !== null && given.dueOn < today ? 'overdue' : 'waiting'
}

const PLAN_PERIOD = /^\d{4}(-Q[1-4]|-H[12])?$/

/** The period of a plan: a quarter, six months or a year (Law 10/2022/QH15). Refuses any other (`democracy.inspection-period`). */
export function inspectionPeriod(code: string): ReportingPeriod {
  if (PLAN_PERIOD.test(code)) {
    const period = periodByCode(code)
    if (yearOf(period.from) >= 2023) return period
  }
  const message = 'Kế hoạch của Ban Thanh tra nhân dân lập theo quý, 6 tháng hoặc năm, từ năm 2023. Hãy chọn lại kỳ.'
  throw new Refusal('invalid', 'democracy.inspection-period', message, { periodCode: message })
}

/** The periods that a plan can be made for now: those of this year, the last and the next. */
export function inspectionPeriods(today: CalendarDate): ReportingPeriod[] {
  const year = yearOf(today)
  return [year + 1, year, year - 1]
    .filter((each) => each >= 2023)
    .flatMap((each) => ['', '-H1', '-H2', '-Q1', '-Q2', '-Q3', '-Q4'].map((part) => periodByCode(`${each}${part}`)))
}

/** Refuses a day outside the period of the plan (`democracy.inspection-day`), and a verification without who asked or the other way (`democracy.inspection-request`). */
export function refuseInspectionItem(
  given: { form: InspectionForm; requestedBy: string; plannedOn: CalendarDate },
  plan: { periodFrom: CalendarDate; periodTo: CalendarDate },
): void {
  if (given.plannedOn < plan.periodFrom || given.plannedOn > plan.periodTo) {
    const message = `Ngày dự kiến phải trong kỳ kế hoạch, từ ${formatCalendarDate(plan.periodFrom)} đến ${formatCalendarDate(plan.periodTo)}.`
    throw new Refusal('invalid', 'democracy.inspection-day', message, { plannedOn: message })
  }
  if ((given.form === 'verification') === (given.requestedBy !== '')) return
  const message =
    given.form === 'verification'
      ? 'Xác minh theo yêu cầu thì phải ghi cơ quan yêu cầu.'
      : 'Giám sát là việc Ban tự làm. Hãy để trống ô này, hoặc chọn xác minh theo yêu cầu.'
  throw new Refusal('invalid', 'democracy.inspection-request', message, { requestedBy: message })
}

/**
 * A plan is sent once, with something in it, on a day that has come. Refuses `democracy.inspection-plan-sent`,
 * `democracy.inspection-plan-empty` and `democracy.inspection-sending-day`.
 */
export function refuseSending(
  plan: { sentOn: CalendarDate | null; itemCount: number },
  sentOn: CalendarDate,
  today: CalendarDate,
): void {
  refuseSentPlan(plan)
  if (plan.itemCount === 0) {
    throw new Refusal(
      'conflict',
      'democracy.inspection-plan-empty',
      'Kế hoạch chưa có nội dung nào nên chưa gửi được. Hãy thêm nội dung giám sát, xác minh trước.',
    )
  }
  refuseFuture(sentOn, today, { code: 'democracy.inspection-sending-day', field: 'sentOn', label: 'Ngày gửi' })
}

/** What was sent stays as it was sent. Refuses `democracy.inspection-plan-sent`. */
export function refuseSentPlan(plan: { sentOn: CalendarDate | null }): void {
  if (plan.sentOn === null) return
  throw new Refusal(
    'conflict',
    'democracy.inspection-plan-sent',
    `Kế hoạch đã gửi ngày ${formatCalendarDate(plan.sentOn)} nên không sửa phần đã gửi. Việc phát sinh hãy thêm thành nội dung mới; việc không làm nữa hãy ghi lý do.`,
  )
}

type Steps = { sentOn: CalendarDate | null; heldOn: CalendarDate | null; droppedOn: CalendarDate | null }

/**
 * A result is written for an item of a plan that was sent and that was not given up, on a day that has come.
 * Refuses `democracy.inspection-not-sent`, `democracy.inspection-dropped` and `democracy.inspection-held-day`.
 */
export function refuseInspectionResult(item: Steps, heldOn: CalendarDate, today: CalendarDate): void {
  if (item.sentOn === null) {
    throw new Refusal(
      'conflict',
      'democracy.inspection-not-sent',
      'Kế hoạch chưa gửi Mặt trận và Ủy ban nhân dân nên chưa ghi kết quả. Hãy ghi ngày gửi kế hoạch trước.',
    )
  }
  if (item.droppedOn !== null) throw dropped()
  refuseFuture(heldOn, today, { code: 'democracy.inspection-held-day', field: 'heldOn', label: 'Ngày thực hiện' })
}

/** Only what has no result is given up, and once. Refuses `democracy.inspection-done` and `democracy.inspection-dropped`. */
export function refuseDropping(item: Pick<Steps, 'heldOn' | 'droppedOn'>): void {
  if (item.droppedOn !== null) throw dropped()
  if (item.heldOn === null) return
  throw new Refusal(
    'conflict',
    'democracy.inspection-done',
    'Nội dung này đã có kết quả nên không ghi là không thực hiện. Kết quả vẫn giữ nguyên.',
  )
}

/**
 * A recommendation follows a result, not before its day and not in the future; an answer is not due before it was made.
 * Refuses `democracy.recommendation-without-result` and `democracy.recommendation-day`.
 */
export function refuseRecommendation(
  given: { madeOn: CalendarDate; dueOn: CalendarDate | null; answeredOn?: CalendarDate | null },
  item: { heldOn: CalendarDate | null },
  today: CalendarDate,
): void {
  if (item.heldOn === null) {
    throw new Refusal(
      'conflict',
      'democracy.recommendation-without-result',
      'Nội dung này chưa có kết quả nên chưa ghi kiến nghị. Hãy ghi kết quả trước.',
    )
  }
  const { madeOn, dueOn, answeredOn = null } = given
  if (madeOn < item.heldOn || madeOn > today) {
    const message = `Ngày kiến nghị phải từ ngày thực hiện (${formatCalendarDate(item.heldOn)}) đến hôm nay (${formatCalendarDate(today)}).`
    throw new Refusal('invalid', 'democracy.recommendation-day', message, { madeOn: message })
  }
  if (dueOn !== null && dueOn < madeOn) {
    const message = `Hạn trả lời không thể trước ngày kiến nghị (${formatCalendarDate(madeOn)}).`
    throw new Refusal('invalid', 'democracy.recommendation-day', message, { dueOn: message })
  }
  if (answeredOn !== null && answeredOn < madeOn) {
    const message = `Kiến nghị này đã được trả lời ngày ${formatCalendarDate(answeredOn)} nên ngày kiến nghị không thể sau ngày đó.`
    throw new Refusal('invalid', 'democracy.recommendation-day', message, { madeOn: message })
  }
}

/** An answer comes between the day of the recommendation and today. Refuses `democracy.recommendation-answer-day`. */
export function refuseAnswer(madeOn: CalendarDate, answeredOn: CalendarDate, today: CalendarDate): void {
  if (answeredOn >= madeOn && answeredOn <= today) return
  const message = `Ngày trả lời phải từ ngày kiến nghị (${formatCalendarDate(madeOn)}) đến hôm nay (${formatCalendarDate(today)}).`
  throw new Refusal('invalid', 'democracy.recommendation-answer-day', message, { answeredOn: message })
}

type Withdrawal = { withdrawnOn: CalendarDate | null; planWithdrawnOn?: CalendarDate | null }

/** Whether a plan, or an item by itself or with its plan, was withdrawn. */
export const isWithdrawn = ({ withdrawnOn, planWithdrawnOn = null }: Withdrawal): boolean =>
  withdrawnOn !== null || planWithdrawnOn !== null

/** What was withdrawn stays as it was. Refuses `democracy.inspection-withdrawn`. */
export function refuseWithdrawn(given: Withdrawal): void {
  if (!isWithdrawn(given)) return
  throw new Refusal(
    'conflict',
    'democracy.inspection-withdrawn',
    given.withdrawnOn === null
      ? 'Kế hoạch có nội dung này đã được rút nên không ghi thêm. Những gì đã ghi vẫn giữ nguyên; hãy ghi vào kế hoạch khác.'
      : 'Phần này đã được rút nên không ghi thêm. Những gì đã ghi vẫn giữ nguyên; nếu cần, hãy ghi phần mới.',
  )
}

function refuseFuture(
  day: CalendarDate,
  today: CalendarDate,
  { code, field, label }: { code: string; field: string; label: string },
): void {
  if (day <= today) return
  const message = `${label} ở sau hôm nay (${formatCalendarDate(today)}). Hãy kiểm tra lại ngày.`
  throw new Refusal('invalid', code, message, { [field]: message })
}

const dropped = () =>
  new Refusal(
    'conflict',
    'democracy.inspection-dropped',
    'Nội dung này đã được ghi là không thực hiện, lý do vẫn giữ nguyên. Nếu sau này có làm, hãy thêm nội dung mới.',
  )
