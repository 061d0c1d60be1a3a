import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** A model is registered anew or kept up from the year before. */
export const MODEL_REGISTRATIONS = { new: 'Đăng ký mới', continued: 'Duy trì' } as const

/** The fields of models, a list of each province. The table `movement_field` holds the same. */
export const MODEL_FIELDS = {
  economy: 'Kinh tế',
  'culture-society': 'Văn hóa - xã hội',
  'defence-security': 'Quốc phòng - an ninh',
  'political-system': 'Xây dựng hệ thống chính trị',
  'new-rural': 'Nông thôn mới, đô thị văn minh',
  'administrative-reform': 'Cải cách hành chính',
} as const

export const OWNER_KINDS = { collective: 'Tập thể', individual: 'Cá nhân' } as const

/** Registered, then reviewed: only what meets the conditions is recognised. */
export const MODEL_STATES = {
  registered: 'Chờ bình xét',
  recognised: 'Được công nhận',
  'not-recognised': 'Không được công nhận',
} as const

/** What a review can end in. */
export const REVIEW_RESULTS = {
  recognised: MODEL_STATES.recognised,
  'not-recognised': MODEL_STATES['not-recognised'],
} as const

export type ModelRegistration = keyof typeof MODEL_REGISTRATIONS
export type ModelField = keyof typeof MODEL_FIELDS
export type OwnerKind = keyof typeof OWNER_KINDS
export type ModelState = keyof typeof MODEL_STATES
export type ReviewResult = keyof typeof REVIEW_RESULTS

/** Refuses `movement.registered-in-the-future`: only what has been registered is counted. */
export function refuseFutureRegistration(registeredOn: CalendarDate, today: CalendarDate): void {
  if (registeredOn <= today) return
  const message = `Ngày đăng ký ${formatCalendarDate(registeredOn)} ở sau hôm nay (${formatCalendarDate(today)}). Hãy kiểm tra lại ngày.`
  throw new Refusal('invalid', 'movement.registered-in-the-future', message, { registeredOn: message })
}

/**
 * Refuses a day of review in the future or before registration (`movement.review-day`), and a refusal to recognise without its
 * reason (`movement.reason-missing`).
 */
export function refuseReview(
  review: { result: ReviewResult; reviewedOn: CalendarDate; note: string },
  { registeredOn }: { registeredOn: CalendarDate },
  today: CalendarDate,
): void {
  if (review.reviewedOn > today || review.reviewedOn < registeredOn) {
    const message = `Ngày bình xét phải từ ngày đăng ký (${formatCalendarDate(registeredOn)}) đến hôm nay (${formatCalendarDate(today)}).`
    throw new Refusal('invalid', 'movement.review-day', message, { reviewedOn: message })
  }
  if (review.result === 'not-recognised' && review.note === '') {
    const message = 'Hãy ghi lý do không công nhận để đơn vị đăng ký được biết.'
    throw new Refusal('invalid', 'movement.reason-missing', message, { note: message })
  }
}
