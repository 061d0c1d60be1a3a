import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** The ways of making something public. Source: Law 10/2022/QH15 on Democracy at the Grassroots, Article 12. */
export const DISCLOSURE_FORMS = {
  notice: 'Niêm yết',
  portal: 'Cổng, trang thông tin điện tử',
  loudspeaker: 'Loa truyền thanh',
  'area-head': 'Thông qua trưởng thôn, tổ trưởng tổ dân phố',
  letter: 'Gửi văn bản đến hộ gia đình',
  dialogue: 'Hội nghị đối thoại, họp thôn',
  meeting: 'Tiếp công dân, tiếp xúc cử tri',
  organisations: 'Thông qua Mặt trận Tổ quốc, tổ chức, đoàn thể',
  networks: 'Mạng viễn thông, mạng xã hội',
} as const

export type DisclosureForm = keyof typeof DISCLOSURE_FORMS

/** How one document stands against its limit. */
export const DISCLOSURE_STANDINGS = {
  'on-time': 'Công khai đúng hạn',
  late: 'Công khai trễ hạn',
  undated: 'Đã công khai, chưa tính được hạn',
  waiting: 'Chưa công khai, còn hạn',
  overdue: 'Quá hạn, chưa công khai',
} as const

export type DisclosureStanding = keyof typeof DISCLOSURE_STANDINGS

/** The reporting quarters of the budget as they are called when made public. */
export const QUARTERS = {
  1: 'Quý I',
  2: 'Quý II, 6 tháng đầu năm',
  3: 'Quý III',
  4: 'Quý IV, cả năm',
} as const

export type Quarter = keyof typeof QUARTERS

/**
 * Whether a document was made public in time, or still can be. The last day itself is in time. Without a known last day (the days off
 * of the year are not decided yet) it is `undated` once public and `waiting` before.
 */
export function standingOf(
  { dueOn, disclosedOn }: { dueOn: CalendarDate | null; disclosedOn: CalendarDate | null },
  today: CalendarDate,
): DisclosureStanding {
  if (disclosedOn !== null) {
    if (dueOn === null) return 'undated'
    return disclosedOn <= dueOn ? 'on-time' : 'late'
  }
  return dueOn !== null && dueOn < today ? 'overdue' : 'waiting'
}

/** Refuses `democracy.document-in-the-future`: what isn't issued yet can't be made public. */
export function refuseFutureDocument(issuedOn: CalendarDate, today: CalendarDate): void {
  if (issuedOn <= today) return
  const message = `Ngày văn bản ${formatCalendarDate(issuedOn)} ở sau hôm nay (${formatCalendarDate(today)}). Hãy kiểm tra lại ngày.`
  throw new Refusal('invalid', 'democracy.document-in-the-future', message, { documentIssuedOn: message })
}

/** Refuses `democracy.quarter-missing` and `democracy.quarter-not-asked`: only what is owed by the quarter stands in one. */
export function refuseQuarter(occurs: Occurrence, quarter: Quarter | null): void {
  if (occurs === 'quarterly' && quarter === null) {
    const message = 'Nội dung này công khai theo quý. Hãy chọn quý.'
    throw new Refusal('invalid', 'democracy.quarter-missing', message, { quarter: message })
  }
  if (occurs !== 'quarterly' && quarter !== null) {
    const message = 'Nội dung này không công khai theo quý. Hãy bỏ chọn quý.'
    throw new Refusal('invalid', 'democracy.quarter-not-asked', message, { quarter: message })
  }
}

export type Posting = { postedOn: CalendarDate; postedUntil: CalendarDate | null; minutes: string; proofCount: number }

/**
 * Refuses a posting before its document or in the future (`democracy.posting-day`), one that ends before it begins
 * (`democracy.posting-ends-before`), and one that nothing proves: neither a photo or document nor minutes (`democracy.proof-missing`).
 */
export function refusePosting(posting: Posting, documentIssuedOn: CalendarDate, today: CalendarDate): void {
  const { postedOn, postedUntil, minutes, proofCount } = posting
  if (postedOn < documentIssuedOn || postedOn > today) {
    const message = `Ngày công khai phải từ ngày văn bản (${formatCalendarDate(documentIssuedOn)}) đến hôm nay (${formatCalendarDate(today)}).`
    throw new Refusal('invalid', 'democracy.posting-day', message, { postedOn: message })
  }
  if (postedUntil !== null && postedUntil < postedOn) {
    const message = `Ngày kết thúc không thể trước ngày bắt đầu (${formatCalendarDate(postedOn)}).`
    throw new Refusal('invalid', 'democracy.posting-ends-before', message, { postedUntil: message })
  }
  if (minutes === '' && proofCount === 0) {
    const message = 'Hãy đính kèm ảnh, tài liệu chứng minh hoặc ghi số, ngày biên bản niêm yết.'
    throw new Refusal('invalid', 'democracy.proof-missing', message, { proofs: message })
  }
}

/** How often a content is expected: by the year or the quarter where the law itself says so, otherwise as documents are issued. */
export type Occurrence = 'yearly' | 'quarterly' | 'as-issued'
