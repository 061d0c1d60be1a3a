import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { sharedPairs } from '../../../vocabulary/text-likeness.ts'

/** A model is registered anew or kept up from the year before. */
export const MODEL_REGISTRATIONS = { new: 'Đăng ký mới', continued: 'Duy trì' } as const

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

/** Levels at which a model is recognised. The district ended on 30/6/2025 and stands for the years before. */
export const RECOGNITION_LEVELS = {
  commune: 'Cấp xã',
  district: 'Cấp huyện (đến 30/6/2025)',
  province: 'Cấp tỉnh',
} as const
export type RecognitionLevel = keyof typeof RECOGNITION_LEVELS

/**
 * What a registration says of a model besides its name and content, each asked for before it is reviewed. Source: 249/MTTQ-BTT of
 * phường Thanh Khê, 2026 (not yet checked against the paper itself).
 */
export const REGISTRATION_PARTS = {
  situation: 'Thực trạng, lý do',
  goals: 'Mục tiêu, chỉ tiêu',
  area: 'Địa bàn, đối tượng',
  forces: 'Lực lượng: chủ trì, phối hợp, tham gia',
  resources: 'Nguồn lực',
  schedule: 'Thời gian: bắt đầu, tiến độ, đánh giá',
  output: 'Kết quả kiểm chứng được',
  lasting: 'Khả năng duy trì, nhân rộng',
} as const
export type RegistrationPart = keyof typeof REGISTRATION_PARTS

/** The parts that a registration still lacks, in the order in which they are asked for; its content is one of them. */
export function lackingParts(model: Readonly<Record<RegistrationPart | 'content', string>>): string[] {
  const parts = (Object.keys(REGISTRATION_PARTS) as RegistrationPart[]).filter((part) => model[part] === '')
  return [...(model.content === '' ? ['Nội dung, cách làm'] : []), ...parts.map((part) => REGISTRATION_PARTS[part])]
}

/** What a model alike is compared by. */
export type Alike = { readonly name: string; readonly content: string }

/** From here on two models are shown as alike, from 0 to 1. */
const LEAST_ALIKE = 0.5

/** True when two models are alike by name, or by name and content together. */
export function isAlike(one: Alike, other: Alike): boolean {
  const whole = ({ name, content }: Alike) => `${name} ${content}`
  return Math.max(sharedPairs(one.name, other.name), sharedPairs(whole(one), whole(other))) >= LEAST_ALIKE
}

export type ModelRegistration = keyof typeof MODEL_REGISTRATIONS
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
