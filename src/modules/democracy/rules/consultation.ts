import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** On what the people give opinions before the authority decides. Source: Law 10/2022/QH15, Article 25. */
export const CONSULTATION_MATTERS = {
  plan: 'Dự thảo kế hoạch',
  'land-use': 'Sử dụng đất',
  compensation: 'Bồi thường, tái định cư',
  boundary: 'Thay đổi địa giới',
  'community-interest': 'Quyết định ảnh hưởng đến lợi ích cộng đồng',
  planning: 'Quy hoạch',
  duty: 'Quyết định đặt ra nghĩa vụ cho công dân',
} as const

export type ConsultationMatter = keyof typeof CONSULTATION_MATTERS

/** By which way an opinion came in. */
export const OPINION_CHANNELS = {
  online: 'Gửi trực tuyến',
  meeting: 'Tại cuộc họp, hội nghị',
  paper: 'Phiếu lấy ý kiến, văn bản',
  reception: 'Nói trực tiếp tại trụ sở',
} as const

export type OpinionChannel = keyof typeof OPINION_CHANNELS

export const CONSULTATION_STATES = {
  draft: 'Bản nháp',
  coming: 'Chưa bắt đầu',
  open: 'Đang lấy ý kiến',
  closed: 'Chờ tổng hợp, giải trình',
  concluded: 'Đã công bố giải trình',
  withdrawn: 'Đã thu hồi',
} as const

export type ConsultationState = keyof typeof CONSULTATION_STATES

export type ConsultationDays = {
  opensOn: CalendarDate
  closesOn: CalendarDate
  publishedOn: CalendarDate | null
  concludedOn: CalendarDate | null
  withdrawnOn: CalendarDate | null
}

/** Where a consultation stands; its last day belongs to it. */
export function consultationState(consultation: ConsultationDays, today: CalendarDate): ConsultationState {
  if (consultation.withdrawnOn !== null) return 'withdrawn'
  if (consultation.concludedOn !== null) return 'concluded'
  if (consultation.publishedOn === null) return 'draft'
  if (today < consultation.opensOn) return 'coming'
  return today <= consultation.closesOn ? 'open' : 'closed'
}

/** Refuses `democracy.period-ends-before`: opinions are taken from the first day to the last. */
export function refusePeriod({ opensOn, closesOn }: { opensOn: CalendarDate; closesOn: CalendarDate }): void {
  if (closesOn >= opensOn) return
  const message = `Ngày cuối không thể trước ngày đầu (${formatCalendarDate(opensOn)}).`
  throw new Refusal('invalid', 'democracy.period-ends-before', message, { closesOn: message })
}

/** Refuses publishing what is published, or what could take no opinion any more (`democracy.not-publishable`). */
export function refusePublication(consultation: ConsultationDays, today: CalendarDate): void {
  if (consultationState(consultation, today) === 'draft' && consultation.closesOn >= today) return
  throw new Refusal(
    'conflict',
    'democracy.not-publishable',
    'Chỉ công bố bản nháp có ngày cuối lấy ý kiến từ hôm nay trở đi. Hãy kiểm tra lại thời gian.',
  )
}

/** Refuses an opinion sent by somebody while none are taken (`democracy.not-open`). */
export function refuseOpinionOutside(consultation: ConsultationDays, today: CalendarDate): void {
  if (consultationState(consultation, today) === 'open') return
  throw new Refusal(
    'conflict',
    'democracy.not-open',
    'Cuộc lấy ý kiến này không nhận ý kiến nữa hoặc chưa bắt đầu. Nội dung ông/bà đã viết vẫn còn trong ô để sao lại; có thể gửi kiến nghị đến cơ quan.',
  )
}

/** Refuses opinions written down by an official on a day outside the period, or in the future (`democracy.opinion-day`). */
export function refuseOpinionDay(
  receivedOn: CalendarDate,
  { opensOn, closesOn }: { opensOn: CalendarDate; closesOn: CalendarDate },
  today: CalendarDate,
): void {
  const last = closesOn < today ? closesOn : today
  if (receivedOn >= opensOn && receivedOn <= last) return
  const message = `Ngày nhận phải trong thời gian lấy ý kiến, từ ${formatCalendarDate(opensOn)} đến ${formatCalendarDate(last)}.`
  throw new Refusal('invalid', 'democracy.opinion-day', message, { receivedOn: message })
}

export type OpinionWritten = { channel: OpinionChannel; receivedOn: CalendarDate; content: string }

/** Refuses changing what a person sent (`democracy.opinion-of-sender`), at what differs; it may only be put into another theme. */
export function refuseChangeOfSent(sent: OpinionWritten, given: OpinionWritten): void {
  const changed = (['content', 'channel', 'receivedOn'] as const).find((key) => sent[key] !== given[key])
  if (changed === undefined) return
  const message = 'Ý kiến này do người dân tự gửi nên giữ nguyên như đã gửi; chỉ đổi được nhóm.'
  throw new Refusal('conflict', 'democracy.opinion-of-sender', message, { [changed]: message })
}

/**
 * Refuses a conclusion before the last day (`democracy.still-open`), and while an opinion is in no theme or a theme has no answer
 * (`democracy.unanswered`): each opinion is answered before the authority says that it is done.
 */
export function refuseConclusion(
  consultation: ConsultationDays,
  { ungrouped, unanswered }: { ungrouped: number; unanswered: number },
  today: CalendarDate,
): void {
  if (consultationState(consultation, today) !== 'closed') {
    throw new Refusal(
      'conflict',
      'democracy.still-open',
      'Chỉ công bố giải trình sau khi hết thời gian lấy ý kiến và chưa công bố lần nào.',
    )
  }
  if (ungrouped === 0 && unanswered === 0) return
  throw new Refusal(
    'conflict',
    'democracy.unanswered',
    `Còn ${ungrouped} ý kiến chưa xếp nhóm, ${unanswered} nhóm chưa có giải trình. Hãy làm xong rồi công bố.`,
  )
}

/** Opinions written one to a line, as they were read out at a meeting; blank lines don't count. */
export const opinionsInLines = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
