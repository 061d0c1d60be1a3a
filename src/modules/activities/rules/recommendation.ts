import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { ActivityKind } from './activity.ts'

/** What is followed after an activity: recommended to another, or concluded among those who met. */
export const RECOMMENDATION_KINDS = { recommendation: 'Kiến nghị', conclusion: 'Kết luận' } as const
export type RecommendationKind = keyof typeof RECOMMENDATION_KINDS

export const RECOMMENDATION_STATES = {
  open: 'Chờ trả lời',
  answered: 'Đã trả lời',
  'sent-back': 'Bị trả lại',
  closed: 'Đã kết thúc',
} as const
export type RecommendationState = keyof typeof RECOMMENDATION_STATES

/** What a unit can answer. Who accepts still has to carry it out. */
export const ANSWER_KINDS = {
  accepted: 'Tiếp thu, sẽ thực hiện',
  explained: 'Giải trình',
  'carried-out': 'Đã thực hiện xong',
} as const
export type AnswerKind = keyof typeof ANSWER_KINDS

/** Whether it is still to be closed, as of a day. */
export const TIMELINESS = { open: 'Còn hạn hoặc không đặt hạn', overdue: 'Quá hạn', closed: 'Đã kết thúc' } as const

export type Followed = {
  state: RecommendationState
  answerKind: AnswerKind | null
  dueOn: CalendarDate | null
  /** When who recommended took it back. */
  withdrawnOn: CalendarDate | null
}

/** Supervision, inspection, criticism and contributions recommend; everything else concludes. */
export function recommendationKindOf(kind: ActivityKind): RecommendationKind {
  const recommending: readonly ActivityKind[] = ['supervision', 'inspection', 'social-criticism', 'contribution']
  return recommending.includes(kind) ? 'recommendation' : 'conclusion'
}

/** Overdue from the day after the limit until it is closed or withdrawn, whoever has to act. */
export function isOverdue(
  { state, dueOn, withdrawnOn }: Pick<Followed, 'state' | 'dueOn' | 'withdrawnOn'>,
  today: CalendarDate,
): boolean {
  return state !== 'closed' && withdrawnOn === null && dueOn !== null && dueOn < today
}

/** Who has to act next: the unit that answers, the unit that recommended, or nobody any more. */
export function whoActs({
  state,
  answerKind,
  withdrawnOn,
}: Pick<Followed, 'state' | 'answerKind' | 'withdrawnOn'>): 'responsible' | 'owner' | null {
  if (state === 'closed' || withdrawnOn !== null) return null
  if (state === 'answered' && answerKind !== 'accepted') return 'owner'
  return 'responsible'
}

/** Refuses `recommendation.due-before` for a limit that lies before the activity itself. */
export function refuseDueDay(dueOn: CalendarDate | null, heldOn: CalendarDate): void {
  if (dueOn === null || dueOn >= heldOn) return
  const message = `Thời hạn không thể trước ngày tổ chức (${formatCalendarDate(heldOn)}). Hãy kiểm tra lại ngày.`
  throw new Refusal('invalid', 'recommendation.due-before', message, { dueOn: message })
}

/**
 * An answer is given until the matter is closed; a later answer takes the place of an earlier one. Refuses `recommendation.closed`, a day
 * in the future (`recommendation.day-in-the-future`) or before the activity (`recommendation.day-before`), and
 * `recommendation.without-evidence`: who says that it is done shows it by a file, a document or an activity.
 */
export function refuseAnswer(
  followed: Followed & { heldOn: CalendarDate },
  given: { answerKind: AnswerKind; happenedOn: CalendarDate; hasEvidence: boolean },
  today: CalendarDate,
): void {
  refuseClosed(followed)
  refuseDay(given.happenedOn, followed.heldOn, today)
  if (given.answerKind !== 'carried-out' || given.hasEvidence) return
  const message = 'Báo đã thực hiện xong thì kèm minh chứng: tệp, văn bản trong sổ hoặc một hoạt động đã ghi.'
  throw new Refusal('invalid', 'recommendation.without-evidence', message, { files: message })
}

/**
 * Closed by who recommended, when the unit showed that it is done or gave reasons that are taken. Refuses `recommendation.closed`,
 * `recommendation.not-answered`, `recommendation.only-accepted` (a promise is not yet the deed), and `recommendation.own-answer`: who
 * answered for another unit does not also close it.
 */
export function refuseClosing(
  followed: Followed,
  { isOwnAnswer, isOneUnit }: { isOwnAnswer: boolean; isOneUnit: boolean },
): void {
  refuseClosed(followed)
  if (followed.state !== 'answered') {
    throw new Refusal(
      'conflict',
      'recommendation.not-answered',
      'Chưa kết thúc được: đơn vị chưa trả lời, hoặc trả lời đã bị trả lại. Việc vẫn được theo dõi.',
    )
  }
  if (followed.answerKind === 'accepted') {
    throw new Refusal(
      'conflict',
      'recommendation.only-accepted',
      'Chưa kết thúc được: đơn vị mới tiếp thu, chưa báo đã thực hiện. Việc vẫn được theo dõi.',
    )
  }
  if (!isOwnAnswer || isOneUnit) return
  throw new Refusal(
    'conflict',
    'recommendation.own-answer',
    'Bạn là người đã trả lời việc này thay đơn vị thực hiện nên không tự kết thúc. Hãy để người khác của bên kiến nghị xem.',
  )
}

/** Sent back by who recommended. Refuses `recommendation.closed` and `recommendation.not-answered`. */
export function refuseSendingBack(followed: Followed): void {
  refuseClosed(followed)
  if (followed.state === 'answered') return
  throw new Refusal(
    'conflict',
    'recommendation.not-answered',
    'Chưa có trả lời nào để trả lại. Việc vẫn được theo dõi.',
  )
}

/**
 * Mended by who recommended, until it is closed. Once the unit has answered, content and unit stay as they were answered, and only the
 * limit moves. Refuses `recommendation.closed`, `recommendation.withdrawn` and `recommendation.answered-as-it-was`.
 */
export function refuseCorrection(
  before: Followed & { content: string; responsibleUnitId: string; hasSteps: boolean },
  given: { content: string; responsibleUnitId: string },
): void {
  refuseClosed(before)
  const isSame = given.content === before.content && given.responsibleUnitId === before.responsibleUnitId
  if (isSame || !before.hasSteps) return
  throw new Refusal(
    'conflict',
    'recommendation.answered-as-it-was',
    'Đơn vị đã trả lời nên nội dung và đơn vị thực hiện giữ nguyên, chỉ đổi được thời hạn. Nếu ghi nhầm, hãy rút việc này rồi ghi việc mới.',
  )
}

/** Taken back by who recommended, until it is closed. Refuses `recommendation.closed` and `recommendation.withdrawn`. */
export function refuseWithdrawal(followed: Followed): void {
  refuseClosed(followed)
}

function refuseClosed({ state, withdrawnOn }: Followed): void {
  if (withdrawnOn !== null) {
    throw new Refusal(
      'conflict',
      'recommendation.withdrawn',
      'Việc này đã được rút nên không đổi được nữa. Nội dung đã ghi vẫn giữ nguyên.',
    )
  }
  if (state !== 'closed') return
  throw new Refusal(
    'conflict',
    'recommendation.closed',
    'Việc này đã kết thúc theo dõi nên không đổi được nữa. Nội dung đã ghi vẫn giữ nguyên.',
  )
}

/** An act lies between the activity and today. */
export function refuseDay(happenedOn: CalendarDate, heldOn: CalendarDate, today: CalendarDate): void {
  if (happenedOn > today) {
    const message = 'Ngày ghi ở sau hôm nay. Hãy kiểm tra lại ngày.'
    throw new Refusal('invalid', 'recommendation.day-in-the-future', message, { happenedOn: message })
  }
  if (happenedOn >= heldOn) return
  const message = `Ngày ghi không thể trước ngày tổ chức (${formatCalendarDate(heldOn)}). Hãy kiểm tra lại ngày.`
  throw new Refusal('invalid', 'recommendation.day-before', message, { happenedOn: message })
}
