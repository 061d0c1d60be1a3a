import { addDays, type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { ActivityKind } from './activity.ts'

/** How far a planned activity has come. What was held is an activity from then on. */
export const PREPARATION_STATES = {
  planned: 'Đang chuẩn bị',
  announced: 'Đã thông báo',
  held: 'Đã tổ chức',
  cancelled: 'Đã hủy',
} as const

export type PreparationState = keyof typeof PREPARATION_STATES

type Prepared = {
  kind: ActivityKind
  plannedOn: CalendarDate
  announcedOn: CalendarDate | null
  cancelledOn: CalendarDate | null
  activityId: string | null
}

export function preparationState({
  announcedOn,
  cancelledOn,
  activityId,
}: Pick<Prepared, 'announcedOn' | 'cancelledOn' | 'activityId'>): PreparationState {
  if (activityId !== null) return 'held'
  if (cancelledOn !== null) return 'cancelled'
  return announcedOn === null ? 'planned' : 'announced'
}

/** Days between notice and dialogue, and between dialogue and the notice of its result. */
const DAYS_OF_NOTICE = 7
const DAYS_TO_RESULT = 10

/** Where the two limits come from, as far as it was read. */
export const DIALOGUE_LIMIT_SOURCE =
  'Luật Tổ chức chính quyền địa phương năm 2025, Điều 43: thông báo chậm nhất 7 ngày trước, công bố kết quả trong 10 ngày (theo tóm tắt của báo chí, cần đối chiếu với văn bản luật; hệ thống tính ngày lịch)'

/** The kinds of which the people are told beforehand on the public pages. */
export function isAnnounced(kind: ActivityKind): boolean {
  return kind === 'dialogue' || kind === 'voter-contact'
}

/**
 * The last day on which a dialogue may still be announced; null for kinds without such a limit.
 * Unit: calendar days, counted back from the day of the dialogue. Source: `DIALOGUE_LIMIT_SOURCE`.
 */
export function lastDayToAnnounce(kind: ActivityKind, plannedOn: CalendarDate): CalendarDate | null {
  return kind === 'dialogue' ? addDays(plannedOn, -DAYS_OF_NOTICE) : null
}

/**
 * The last day on which the result of a dialogue may be published; null for kinds without such a limit.
 * Unit: calendar days, counted from the day after the dialogue. Source: `DIALOGUE_LIMIT_SOURCE`.
 */
export function lastDayToPublishResult(kind: ActivityKind, heldOn: CalendarDate): CalendarDate | null {
  return kind === 'dialogue' ? addDays(heldOn, DAYS_TO_RESULT) : null
}

/** Refuses `activity.planned-in-the-past`: what was held already is recorded as such. */
export function refusePastPlan(plannedOn: CalendarDate, today: CalendarDate): void {
  if (plannedOn >= today) return
  const message = `Ngày ${formatCalendarDate(plannedOn)} đã qua. Việc đã tổ chức thì ghi bằng “Ghi hoạt động”; việc sắp tới thì chọn từ hôm nay trở đi.`
  throw new Refusal('invalid', 'activity.planned-in-the-past', message, { plannedOn: message })
}

/** Refuses `activity.preparation-over` for what was held or cancelled: nothing of its preparation changes any more. */
export function refuseOver(prepared: Prepared): void {
  const state = preparationState(prepared)
  if (state === 'planned' || state === 'announced') return
  throw new Refusal(
    'conflict',
    'activity.preparation-over',
    state === 'held'
      ? 'Hoạt động này đã tổ chức và đã ghi kết quả. Hãy sửa ở trang kết quả; phần chuẩn bị giữ nguyên.'
      : 'Hoạt động này đã hủy nên không sửa nữa. Nội dung đã ghi vẫn giữ nguyên; cần thì lập hoạt động mới.',
  )
}

/**
 * Refuses `activity.not-announced-kind` for kinds that are not told to the people on the public pages, and a notice on a day after the
 * activity or after today (`activity.notice-day`). A notice that comes too late is not refused: it is shown as late.
 */
export function refuseAnnouncement(prepared: Prepared, announcedOn: CalendarDate, today: CalendarDate): void {
  refuseOver(prepared)
  if (!isAnnounced(prepared.kind)) {
    throw new Refusal(
      'invalid',
      'activity.not-announced-kind',
      'Loại hoạt động này không thông báo trên trang công khai. Hãy dùng danh sách mời.',
    )
  }
  if (announcedOn <= prepared.plannedOn && announcedOn <= today) return
  const message = 'Ngày thông báo không thể sau hôm nay hoặc sau ngày tổ chức. Hãy kiểm tra lại ngày.'
  throw new Refusal('invalid', 'activity.notice-day', message, { announcedOn: message })
}

/** True when the notice came, or can only come, after its last day. */
export function isAnnouncedLate(prepared: Prepared, today: CalendarDate): boolean {
  const last = lastDayToAnnounce(prepared.kind, prepared.plannedOn)
  return last !== null && (prepared.announcedOn ?? today) > last
}

/** True when day, hour or place have become others than those that were announced: it must be announced anew. */
export function mustAnnounceAgain(
  before: { plannedOn: CalendarDate; startsAt: string; place: string; announcedOn: CalendarDate | null },
  after: { plannedOn: CalendarDate; startsAt: string; place: string },
): boolean {
  return (
    before.announcedOn !== null &&
    (before.plannedOn !== after.plannedOn || before.startsAt !== after.startsAt || before.place !== after.place)
  )
}

/** Participants say that they are there on its day alone. Refuses `activity.no-check-in` otherwise. */
export function refuseCheckIn(prepared: Prepared, today: CalendarDate): void {
  const state = preparationState(prepared)
  if ((state === 'planned' || state === 'announced') && prepared.plannedOn === today) return
  throw new Refusal(
    'conflict',
    'activity.no-check-in',
    'Chỉ điểm danh trong ngày tổ chức và khi đơn vị chưa ghi kết quả. Chưa có gì được ghi.',
  )
}
